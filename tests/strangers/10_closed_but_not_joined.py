# exercise: 10_pool_callback
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: nobody waits.
# mistake: join is forgotten
# named: closed_but_not_joined
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
