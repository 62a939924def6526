"""This is a thread, and a thread has no exit code.

`threading.Thread` has `start` and `join` like a `Process`, but it lives inside the process that started it: the task
ran in the caller's own process. An exit code is what a process leaves behind when it ends; a thread has none.

Where is the class that you start imported from?
"""
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# fails: test_it_waits_for_the_end_of_the_child, test_the_task_runs_in_a_child
# has: $T = threading.Thread(...)  # here
#      $T.exitcode
# has not: Process(...)
# ok: p = Process(target=task)

from threading import Thread


def run_and_wait(task, name):
    worker = Thread(target=task, args=(name,))
    worker.start()
    worker.join()
    return worker.exitcode
