# exercise: 09_pool_apply
# right: fork 2-4 of 5, spawn 2-4 of 5, forkserver 2-4 of 5: a pool is made for each item.
# mistake: a pool of its own for each item
# named: pool_in_the_loop
from multiprocessing import Pool


def run_serial(task, items, processes):
    results = []
    for item in items:
        with Pool(processes) as pool:
            results.append(pool.apply(task, (item,)))
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    handles = [pool.apply_async(task, (item,)) for item in items]
    results = [h.get() for h in handles]
    pool.close()
    pool.join()
    return results
