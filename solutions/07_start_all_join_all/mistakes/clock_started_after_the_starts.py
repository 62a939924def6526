"""The clock was first read when all children had been started already.

`start()` takes a while: a process has to be made, and under `spawn` and `forkserver` it begins as a fresh Python. The
tasks of the first children were at work by then. All that is missing from the number, which is to begin before the
first child is started.

Which line of your function is the first one that costs time?
"""
# fails: test_the_seconds_are_right
# has: $_.start()
#      $S = $C()  # here
#      $_.join(...)
#      $C() - $S
# or: $_.start()
#     $S = $C()  # here
#     $_.join(...)
#     $E = $C()
#     $E - $S
# has not: $_ = $C()
#          $_.start()
# ok: began = time()
#     p.start()
#     p.join()
#     return time() - began

import time
from multiprocessing import Process


def run_all(tasks):
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    start = time.time()
    for process in processes:
        process.join()
    stop = time.time()
    return stop - start
