# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: the results come in the order in which they end.
# mistake: a callback appends to the list
# named: results_as_they_end
from multiprocessing import Pool


def run_serial(task, items, processes):
    results = []
    pool = Pool(processes)
    for item in items:
        results.append(pool.apply(task, (item,)))
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    results = []
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=results.append)
    pool.close()
    pool.join()
    return results
