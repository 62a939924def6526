"""`run_all` started the children and returned without waiting for them.

`start()` only asks for a child. Nothing in your function waits for the end of one, so it returned while
the tasks were still at work, and the seconds are those of the starting alone.

Which method of `Process` waits, and how often has it to be called?
"""
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: $_.start()
# has not: $_.join(...)
# has not: sleep(...)
# has not: while $_:
#              ...
# has not: wait(...)
# ok: p.start()
#     p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    for task in tasks:
        p = Process(target=task)
        p.start()
    stop = time.time()
    return stop - start
