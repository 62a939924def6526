"""The caller sleeps between two submissions.

The next item is handed out only when the sleep is over. As long as the tasks take longer, the workers come to be busy
together in the end; tasks that are shorter than the sleep are done one after another, and the other workers have
nothing to do, though there are items left.

How long does `apply_async` take, and what has to happen before the next item may be handed out?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: for $_ in $_:
#          ...
#          $_.apply_async(...)
#          ...
#          sleep(...)
# ok: for item in items:
#         pool.apply_async(task, (item,), callback=log)

import time
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
        time.sleep(0.5)
    pool.close()
    pool.join()
