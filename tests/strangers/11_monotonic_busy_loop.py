# exercise: 11_pool_errors
# right: fork 0-3 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: spins on time.monotonic for at most ten seconds until enough has been told of, then terminates the pool.
# mistake: busy loop with a deadline instead of waiting
# named: none
import time
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    told = []

    def good(r):
        log(r)
        told.append(r)

    def bad(e):
        on_error(e)
        told.append(e)

    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=good, error_callback=bad)
    deadline = time.monotonic() + 10
    while len(told) < len(items) and time.monotonic() < deadline:
        pass
    pool.terminate()
    pool.join()
