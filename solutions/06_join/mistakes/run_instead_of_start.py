"""`run()` was called instead of `start()`, and that makes no process.

`run` is the work of a process, and it is the child that is meant to call it. When you call `run()`
yourself, it is an ordinary method call: the task runs in the caller. No child exists that could be
joined, so `join()` raises AssertionError; and an exception of the task hits the caller.

Print `os.getpid()` inside the task and in the caller, and compare.
"""
# fails: test_the_task_runs_in_a_child, test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $P.run()
# has not: $_.start()
# ok: process.start()

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.run()
    process.join()
    return process.exitcode
