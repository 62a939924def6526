"""The caller sleeps, and hopes that the child has ended by then.

A sleep is a guess. For a quick task it is too long, and the caller wastes its time; for a slow task
it is too short, and the caller goes on while the child is still at work. Nobody knows beforehand how
long a task takes, on a busy machine least of all.

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
    time.sleep(3)
    return process.exitcode
