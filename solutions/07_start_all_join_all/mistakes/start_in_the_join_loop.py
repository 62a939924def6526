"""`start()` stands in the loop that joins, so the tasks run one after another.

Your first loop only describes the processes; none is running yet. The second loop starts one, waits
until it has ended, and only then comes round to start the next. The whole run takes as long as all the
tasks together.

What must have happened to the last process before the caller may wait for the first?
"""
# fails: test_all_tasks_run_at_the_same_time
# has: for $P in $_:
#          $P.start()
#          $P.join(...)
# ok: for p in p_list:
#         p.start()
#     for p in p_list:
#         p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    p_list = []
    start = time.time()
    for task in tasks:
        p = Process(target=task)
        p_list.append(p)
    for p in p_list:
        p.start()
        p.join()
    stop = time.time()
    return stop - start
