"""Exercise 10: log the results of a pool."""

from multiprocessing import Pool


def collect(task, items, log, processes):
    """Have a pool of `processes` workers call `task(item)` for each item; log each result here as it comes in."""
    ### BEGIN SOLUTION
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()
    ### END SOLUTION
