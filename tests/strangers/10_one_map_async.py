# exercise: 10_pool_callback
# right: fork 1-2 of 4, spawn 1-2 of 4, forkserver 1-2 of 4: map_async calls log once, at the very end, with the list of all results.
# mistake: map_async calls the callback once for the whole list
# named: logged_once_for_all
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    pool.map_async(task, items, chunksize=1, callback=log)
    pool.close()
    pool.join()
