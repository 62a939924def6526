"""The caller waits, but only for so long.

`join(timeout)` returns when the child has ended *or* when the time is up, whichever comes first. With
tasks that take longer, `run_all` returns while they are still at work, and the seconds are too few.

How long may a task take? Nobody has set a limit.
"""
# fails: test_it_waits_for_all
# has: $_.join(timeout=$T)
# has not: $_.join(timeout=None)
# ok: p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=20)
    return time.time() - start
