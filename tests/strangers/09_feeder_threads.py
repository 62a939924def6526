# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: as many threads as workers each block in apply on the next item, which keeps every worker busy.
# mistake: none
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    try:
        return list(map(lambda item: pool.apply(task, (item,)), items))
    finally:
        pool.close()
        pool.join()


def run_parallel(task, items, processes):
    # apply blocks the thread that calls it, so I take more threads
    pool = Pool(processes)
    try:
        with ThreadPoolExecutor(processes) as threads:
            return list(threads.map(lambda item: pool.apply(task, (item,)), items))
    finally:
        pool.close()
        pool.join()
