# exercise: 10_pool_callback
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: a lambda cannot be pickled, the error stays in the AsyncResult and no task ever runs.
# mistake: a lambda is sent to the pool
# named: nested_function
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(lambda: task(item), callback=log)
    pool.close()
    pool.join()
