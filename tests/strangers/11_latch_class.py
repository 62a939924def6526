# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: both callbacks release a semaphore that the caller acquires once for every item.
# mistake: none
from multiprocessing import Pool
from threading import Semaphore


class Then:
    """Call `first`, then release the semaphore."""

    def __init__(self, first, semaphore):
        self.first, self.semaphore = first, semaphore

    def __call__(self, value):
        self.first(value)
        self.semaphore.release()


def collect_errors(task, items, log, on_error, processes):
    told = Semaphore(0)
    with Pool(processes) as pool:
        n = 0
        for item in items:
            pool.apply_async(task, (item,), callback=Then(log, told), error_callback=Then(on_error, told))
            n += 1
        for _ in range(n):
            told.acquire()
