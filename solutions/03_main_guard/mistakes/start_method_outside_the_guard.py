"""The start method is chosen outside the guard.

A program chooses its start method once. A child made by `spawn` has it chosen already when it imports
your file, and there your line chooses again: Python stops the child with a RuntimeError ("context has
already been set") before the task is reached.

Which lines of the file are for the one who runs it, and which for everybody who imports it?
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails: test_main_process_is_printed_once
# has: set_start_method(...)  # here
#      if __name__ == "__main__":
#          ...
# or: if __name__ == "__main__":
#         ...
#     set_start_method(...)
# ok: if __name__ == "__main__":
#         set_start_method("spawn")

import multiprocessing

import work

multiprocessing.set_start_method("spawn")

if __name__ == "__main__":
    process = multiprocessing.Process(target=work.task, args=("we",))
    process.start()
    print("main Process")
