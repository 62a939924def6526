"""The caller slept for a fixed time instead of waiting for the children.

A sleep is a guess. When the tasks take longer, `run_all` returns too early; when they are quick, it
wastes the rest of the time, and the seconds that it returns are those of the sleep.

Which call comes back exactly when a child has ended?
"""
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: $_.start()
#      sleep(...)
# has not: $_.join(...)
# has not: while $_:
#              ...
# ok: p.start()
#     p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    for task in tasks:
        p = Process(target=task)
        p.start()
    time.sleep(6)
    return time.time() - start
