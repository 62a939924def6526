"""`join()` stands in the loop that starts, so the tasks run one after another.

`join()` stops the caller until that one child has ended. The loop cannot come round to start the next
child before then. There are as many processes as tasks, but never two at the same time.

Draw when each child begins and ends. Which line is the caller in while the first one works?
"""
# fails: test_all_tasks_run_at_the_same_time
# has: for $_ in $_:
#          $P = $_(...)
#          $P.start()
#          $P.join(...)
# or: for $_ in $_:
#         $_.start()
#         for $_ in $_:
#             $_.join(...)
# ok: for p in p_list:
#         p.start()
#     for p in p_list:
#         p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    for task in tasks:
        p = Process(target=task)
        p.start()
        p.join()
    stop = time.time()
    return stop - start
