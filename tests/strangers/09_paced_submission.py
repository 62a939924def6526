# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: run_parallel hands out one item every fifth of a second, so workers are without work while there are items left, unless the tasks take longer than that.
# mistake: hands tasks out by the clock
# named: none
import time
from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    try:
        return [pool.apply(task, (item,)) for item in items]
    finally:
        pool.close()
        pool.join()


def run_parallel(task, items, processes):
    pool = Pool(processes)
    try:
        handles = []
        next_at = time.monotonic()
        for item in items:
            time.sleep(max(0.0, next_at - time.monotonic()))
            handles.append(pool.apply_async(task, (item,)))
            next_at += 0.2
        return [handle.get() for handle in handles]
    finally:
        pool.close()
        pool.join()
