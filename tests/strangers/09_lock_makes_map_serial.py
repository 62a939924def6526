# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: in the serial half a lock lets one worker at a time into the task, and map keeps the order.
# mistake: none
from functools import partial
from multiprocessing import Lock, Pool

_lock = None


def _take(lock):
    global _lock
    _lock = lock


def _alone(task, item):
    with _lock:
        return task(item)


def run_serial(task, items, processes):
    pool = Pool(processes, initializer=_take, initargs=(Lock(),))
    results = pool.map(partial(_alone, task), items, chunksize=1)
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = pool.map(task, items, chunksize=1)
    pool.close()
    pool.join()
    return results
