# exercise: 10_pool_callback
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: log() is called without a result before anything is submitted and raises, or its None is used as the callback.
# mistake: callback=log() instead of callback=log
# named: callback_called_without_a_result
from multiprocessing import Pool

def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log())
    pool.close()
    pool.join()
