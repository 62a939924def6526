"""The workers put their results into lists of their own.

Each process has its own memory, and so its own `results`. A worker appends to the one that it has, and the
caller's stays as it was: empty. Nothing is sent from one to the other in this way; only what a task *returns* is
sent back by the pool.

Print `os.getpid()` where you append, and where you return the list. Which process has the results?
"""
# fails: test_serial_returns_the_results_in_order, test_parallel_returns_the_results_in_order
# has: at top level:
#          $R = []
# has: def $F(...):
#          $R.append(...)
# has: $_.apply_async(func=$F, ...)
# or: $_.apply(func=$F, ...)
# or: $_.map(func=$F, ...)
# ok: pool.apply_async(task, (item,), callback=results.append)

from multiprocessing import Pool

results = []


def work(task, item):
    results.append(task(item))


def run_serial(task, items, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply(work, (task, item))
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(work, (task, item))
    pool.close()
    pool.join()
    return results
