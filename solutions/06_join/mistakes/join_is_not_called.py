"""`join` was only named, never called.

Without parentheses after it, `process.join` is the method itself: Python looks it up, does nothing with it, and goes on
to the next line. So nobody waits, and at that moment there is no exit code yet: `exitcode` of a process that has not
ended is None.

What makes a method run?
"""
# fails: test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $_.start()
#      $_.join
# has not: $_.join(...)
# has not: sleep(...)
# has not: while $_:
#              ...
# has not: wait(...)
# has not: waitpid(...)
# ok: p.start()
#     p.join()

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join
    return process.exitcode
