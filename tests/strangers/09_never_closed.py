# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: the workers are still there.
# mistake: neither close nor join
# named: never_closed
from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply_async(task, (item,)) for item in items]
    return [r.get() for r in results]
