# exercise: 09_pool_apply
# right: fork 2 of 5, spawn 2 of 5, forkserver 2 of 5: the results are right, but everything runs in threads of the caller and no child process exists.
# mistake: ThreadPool (multiprocessing.dummy) instead of a pool of processes
# named: threads
from multiprocessing.dummy import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        handles = [pool.apply_async(task, (item,)) for item in items]
        return [h.get() for h in handles]
