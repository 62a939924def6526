"""The child was started with nothing to do.

`Process()` without a target is a process that begins, finds no work, and ends with exit code 0, as
if all were well. The function that stands next to it in the file is not found by itself: a process
runs what it was told to run, and nothing else. The task was never called.

How does a process learn which function it is to run?
"""
# fails: test_the_task_runs_in_a_child, test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: Process(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# ok: Process(target=task)
# ok: Process(task, args=(name,))

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process()
    process.start()
    process.join()
    return process.exitcode
