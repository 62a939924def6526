# exercise: 10_pool_callback
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: map has no callback.
# mistake: callback given to map
# named: none
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    pool.map(task, items, callback=log)
    pool.close()
    pool.join()
