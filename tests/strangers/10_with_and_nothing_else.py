# exercise: 10_pool_callback
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: the block ends the pool at once.
# mistake: leaves the with block without waiting
# named: with_left_too_early
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, args=(item,), callback=log)
