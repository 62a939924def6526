# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: the items are cut into two chunks as for the two workers of the example, so a third worker never gets one.
# mistake: chunksize of half the items instead of one
# named: none
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        return [pool.apply(task, (x,)) for x in items]


def run_parallel(task, items, processes):
    half = (len(items) + 1) // 2
    with Pool(processes) as pool:
        return pool.map(task, items, chunksize=half)
