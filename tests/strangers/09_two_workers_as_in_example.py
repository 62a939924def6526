# exercise: 09_pool_apply
# right: fork 3 of 5, spawn 3 of 5, forkserver 3 of 5: always two workers, so the parallel half and the size of the pool are wrong.
# mistake: Pool(2) hard-coded
# named: fixed_number_of_workers
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(2) as pool:
        results = []
        for item in items:
            results.append(pool.apply(task, (item,)))
    return results


def run_parallel(task, items, processes):
    with Pool(2) as pool:
        results = []
        for item in items:
            results.append(pool.apply_async(task, (item,)))
        for i in range(len(results)):
            results[i] = results[i].get()
    return results
