# exercise: 09_pool_apply
# right: fork 2-4 of 5, spawn 2-4 of 5, forkserver 2-4 of 5: get(timeout=2) raises TimeoutError as soon as a task takes longer, and the results are lost.
# mistake: get with a timeout that can run out
# named: none
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        handles = [pool.apply_async(task, (item,)) for item in items]
        return [h.get(timeout=2) for h in handles]
