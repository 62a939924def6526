# exercise: 07_start_all_join_all
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: three workers for any number of tasks, so more than three tasks have to share processes and take turns.
# mistake: Pool(3) hard-coded
# named: pool_too_small
import time
from multiprocessing import Pool


def call(task):
    task()


def run_all(tasks):
    start = time.perf_counter()
    with Pool(3) as pool:
        pool.map(call, tasks, chunksize=1)
    return time.perf_counter() - start
