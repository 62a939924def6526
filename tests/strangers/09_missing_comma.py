# exercise: 09_pool_apply
# right: fork 0-1 of 5, spawn 0-1 of 5, forkserver 0-1 of 5: (item) is no tuple, so the call in the worker fails with a TypeError before the task runs, or takes the letters of a string as arguments.
# mistake: missing comma in args
# named: arguments_no_tuple
from multiprocessing import Pool

def run_serial(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply(task, (item)))
    pool.close()
    pool.join()
    return results

def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply_async(task, (item)))
    pool.close()
    pool.join()
    return [r.get() for r in results]
