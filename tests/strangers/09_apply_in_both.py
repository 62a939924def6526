# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: run_parallel uses apply, which waits for each result, so only one worker is busy at a time.
# mistake: apply instead of apply_async
# named: apply_in_parallel
from multiprocessing import Pool

def run_serial(task, items, processes):
    results = []
    with Pool(processes) as pool:
        for item in items:
            result = pool.apply(task, args=(item,))
            results.append(result)
    return results

def run_parallel(task, items, processes):
    results = []
    with Pool(processes) as pool:
        for item in items:
            result = pool.apply(task, args=(item,))
            results.append(result)
    return results
