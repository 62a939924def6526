"""The caller sleeps between two starts.

The next child is started only when the sleep is over. As long as the tasks take longer, all of them run at the same
time in the end; tasks that are shorter than the sleep run one after another, and together they take longer than the
longest of them.

What may stand between two starts, and what has to wait until all children are started?
"""
# fails: test_all_tasks_run_at_the_same_time
# has: for $_ in $_:
#          ...
#          $_.start()
#          ...
#          sleep(...)
# ok: for task in tasks:
#         p = Process(target=task)
#         p.start()
#     for p in children:
#         p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    children = []
    for task in tasks:
        p = Process(target=task)
        p.start()
        children.append(p)
        time.sleep(0.5)
    for p in children:
        p.join()
    return time.time() - start
