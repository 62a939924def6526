"""The caller slept for a while, and returned before the child had ended.

A sleep is a guess, and this one was too short: the task was still at work when your function went on
to its `return`. There was no exit code yet, so what came back is None. A longer sleep would only be
another guess, and a waste of time whenever the task is quick.

Which method of `Process` returns exactly when the child has ended, be that soon or late?
"""
# fails: test_it_waits_for_the_end_of_the_child
# fails: test_exit_code_of_a_child_that_ends_well, test_exit_code_of_a_child_that_fails
# has: $_.start()
#      sleep(...)
# has not: $_.join(...)
# has not: while $_:
#              ...
# ok: p.start()
#     p.join()

import time
from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    time.sleep(0.5)
    return process.exitcode
