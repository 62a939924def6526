"""A check of a result as HTML: everything that a student needs, and nothing that a page would run."""

from autograder.checks.results import Diagnosis, ExerciseResult, Outcome, PythonError, Verdict
from autograder.reports.html import check_to_html
from autograder.reports.lines import check_to_lines


def test_a_failed_check_tells_what_happened_in_this_run() -> None:
    """Verdict, reason, what was seen, why; all of it neutralised."""
    verdicts = [
        Verdict("test_x", "`f` is called", "fork", 1.5, Outcome.FAILED, "one call", "`<b>` came", "Look there."),
        Verdict("test_x", "`f` is called", "spawn", 1.5, Outcome.PASSED),
    ]
    diagnosis = Diagnosis("late", "It was late.", "Why.\n\nWhere?", "fork", ["Process 7 <script> had nothing to do."])
    result = ExerciseResult("01_x", "X", "x.py", verdicts=verdicts, diagnosis=diagnosis, output="<img>")
    page = check_to_html(result, "test_x")
    assert "<b>1.5 of 3 points</b>" in page
    for words in ("✗ fork", "✓ spawn", "<code>&lt;b&gt;</code> came", "It was late.", "<p>Where?</p>"):
        assert words in page
    assert "<li>Process 7 &lt;script&gt; had nothing to do.</li>" in page
    assert "&lt;img&gt;" in page


def test_a_passed_check_tells_of_no_mistake() -> None:
    """Also when another check of the exercise has failed."""
    verdicts = [Verdict("test_x", "`f` is called", "fork", 1, Outcome.PASSED)]
    result = ExerciseResult("01_x", "X", "x.py", verdicts=verdicts, diagnosis=Diagnosis("late", "It was late.", "Why."))
    assert "late" not in check_to_html(result, "test_x")
    assert "was not made" in check_to_html(result, "test_y")


def test_what_a_right_program_prints_is_shown() -> None:
    """At once in a check cell, folded on a page, and harmless."""
    verdicts = [Verdict("test_x", "`f` is called", "fork", 1, Outcome.PASSED)]
    result = ExerciseResult("01_x", "X", "x.py", verdicts=verdicts, output="<b>mine\n", errors="warned\n")
    page = check_to_html(result, "test_x", unfolded=True)
    assert "<details open><summary>Your program printed</summary><pre>&lt;b&gt;mine</pre></details>" in page
    assert "<summary>On standard error, it printed</summary><pre>warned</pre>" in page
    assert "<details><summary>Your program printed</summary>" in check_to_html(result, "test_x")


def test_what_a_result_is_worth_is_said_where_that_is_less() -> None:
    """As on macOS and Windows, where a notebook's check cell is read as the terminal is."""
    result = ExerciseResult("01_x", "X", "x.py", verdicts=[Verdict("test_x", "It works.", "spawn", 1, Outcome.PASSED)])
    assert "Not tried here" not in check_to_html(result, "test_x")
    result.notes, result.not_tried = ["This program ran as it is."], ["fork"]
    page = check_to_html(result, "test_x")
    assert "<p>This program ran as it is.</p>" in page
    assert "Not tried here: fork." in page


def test_the_picture_of_a_run_is_folded_until_somebody_wants_it() -> None:
    """It stands at the check that failed, and nowhere else; a notebook shows it at once."""
    verdicts = [Verdict(name, "`f` is called", "fork", 1, Outcome.FAILED) for name in ("test_x", "test_y")]
    result = ExerciseResult("01_x", "X", "x.py", verdicts=verdicts, pictures={"test_x": "<svg>drawn</svg>"})
    page = check_to_html(result, "test_x")
    assert "<details><summary>Who ran when</summary><svg>drawn</svg></details>" in page
    assert "<svg>" not in check_to_html(result, "test_y")
    assert "<details open><summary>Who ran when</summary>" in check_to_html(result, "test_x", unfolded=True)


def test_the_same_reason_under_other_drawn_names_is_one_block() -> None:
    """Each start method draws names of its own; the exceptions are told once, too."""
    verdicts = [
        Verdict("test_x", "It works.", method, 1, Outcome.FAILED, "one call", f"`{name}` was not called.")
        for method, name in (("fork", "amber-412"), ("spawn", "willow-77"), ("forkserver", "me-3"))
    ]
    errors = [
        PythonError(f"ValueError: {name}", "It is no number.", "x.py", 3, start_methods=[method])
        for method, name in (("fork", "amber-412"), ("spawn", "willow-77"))
    ]
    result = ExerciseResult("01_x", "X", "x.py", verdicts=verdicts, python_errors=errors)
    page = check_to_html(result, "test_x")
    assert page.count("was not called") == 2
    assert "<td>fork, spawn</td>" in page
    assert page.count("ValueError") == 1
    assert "under fork, spawn" in page


def test_lines_say_what_a_page_says() -> None:
    """Each no longer than the place has room for."""
    verdict = Verdict(
        "test_x", "It works.", "fork", 1, Outcome.FAILED, "one call", "`f` was \x1b not called.", "Call it."
    )
    result = ExerciseResult("01_x", "X", "x.py", verdicts=[verdict])
    told = check_to_lines(result, "test_x", ["x.py was graded " * 9], 60)
    assert told[0] == "0 of 1 points. What is asked: It works."
    assert told[-3:] == ["Expected: one call", "Seen: f was \\x1b not called.", "Next: Call it."]
    result.output = f"a\x1b\n{'b' * 100}\n"
    told = check_to_lines(result, "test_x", [], 60)
    assert told[told.index("Your program printed:") + 1] == "  a\\x1b"
    assert max(map(len, told)) <= 60
    assert "printed" not in "".join(check_to_lines(result, "test_x", [], 60, with_output=False))
