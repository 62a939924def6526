"""`exitcode` is a number and not a method: it cannot be called.

The brackets behind a name make a call. `process.exitcode` is an attribute: it holds the number already (or None, as
long as the process lives), and a number is no function.

Print `process.exitcode` without brackets, and its type.
"""
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# fails: test_it_waits_for_the_end_of_the_child
# has: $_.exitcode()
# ok: return process.exitcode

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    return process.exitcode()
