# exercise: 10_pool_callback
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: goes round the results with get(timeout=0.05) and tries again after every TimeoutError, which is polling.
# mistake: get(timeout) in a loop
# named: none
from collections import deque
from multiprocessing import Pool, TimeoutError


def collect(task, items, log, processes):
    pool = Pool(processes)
    open_jobs = deque(pool.apply_async(task, (item,)) for item in items)
    pool.close()
    while open_jobs:
        job = open_jobs.popleft()
        try:
            log(job.get(timeout=0.05))
        except TimeoutError:
            open_jobs.append(job)
    pool.join()
