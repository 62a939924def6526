# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: the results come in the order in which the tasks end, not in that of the items.
# mistake: relies on tasks ending in the order of the items
# named: results_as_they_end
from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        pool.apply_async(task, (item,), callback=results.append)
    pool.close()
    pool.join()
    return results
