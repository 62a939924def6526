"""The caller waited for each child only for so long, and returned before the last one had ended.

`join(timeout)` returns when the child has ended *or* when the time is up, whichever comes first, and it does not say
which of the two it was. Here the time was up first: tasks were still at work when the clock was read, so the seconds
are too few, too.

How long may a task take? Nobody has set a limit.
"""
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: $_.join(timeout=$T)
# has not: $_.join(timeout=None)
# has not: while $_:
#              ...
# has not: $_.terminate()
# has not: $_.kill()
# ok: p.join()
# ok: p.join(None)

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=0.5)
    return time.time() - start
