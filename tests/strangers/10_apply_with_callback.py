# exercise: 10_pool_callback
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: apply has no parameter callback, so the first submission raises a TypeError.
# mistake: apply instead of apply_async
# named: none
from multiprocessing import Pool

def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply(task, (item,), callback=log)
        pool.close()
        pool.join()
