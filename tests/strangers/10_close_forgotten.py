# exercise: 10_pool_callback
# right: fork 0-2 of 4, spawn 0-2 of 4, forkserver 0-2 of 4: join on an open pool raises ValueError at once, and the workers are left behind with the tasks.
# mistake: close forgotten before join
# named: joined_but_not_closed
from multiprocessing import Pool

def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.join()
