"""Where each attack of the list is tried that is neither a program nor an archive of this folder."""

# By its number, the tests that would fail if it worked: a file of `tests/`, and a function in it.
HELD_BY = {
    76: ("attacks/test_class.py", "test_one_odd_entry_costs_nobody_else_anything"),
    77: ("intake/test_hostile.py", "test_nothing_is_read_once_the_budget_is_spent"),
    80: ("engine/test_odd_claims.py", "test_every_check_decides_on_odd_claims"),
    84: ("engine/test_attestation.py", "test_nobody_speaks_through_a_connection_of_somebody_else"),
    86: ("engine/test_scenarios.py", "test_what_a_run_is_to_find_out_is_in_no_frame_beforehand"),
    87: ("engine/test_helpers.py", "test_a_stray_that_looks_like_a_helper_is_seen"),
    88: ("engine/test_loading.py", "test_a_process_that_is_started_at_import_without_a_word_is_seen"),
    89: ("engine/test_clock.py", "test_whoever_sleeps_instead_of_waiting_returns_too_early"),
    90: ("checks/test_draws.py", "test_no_constant_is_right_under_two_start_methods"),
    91: ("engine/test_loading.py", "test_a_copy_of_the_caller_that_returns_is_seen"),
    92: ("diagnosis/test_declarations.py", "test_without_a_guard_two_thirds_are_lost"),
    93: ("desk/test_lock.py", "test_a_second_grader_is_told_who_holds_the_folder"),
    94: ("desk/test_full_disk.py", "test_a_full_disk_is_told_and_leaves_nothing"),
    95: ("gradebook/test_safety.py", "test_nbgraders_own_exporter_refuses_our_notebooks"),
}
# What the harness says of classes and of watched globals is a claim, and SECURITY.md says so.
NOT_HELD = {85: "whether a class is a `Process` with a `run` of its own (02)"}
