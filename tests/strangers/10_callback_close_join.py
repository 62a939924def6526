# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: apply_async with callback=log for each item, then close and join.
# mistake: none
from multiprocessing import Pool


def collect(task, items, log, processes):
    """Have a pool of `processes` workers call `task(item)` for each item; log each result here as it comes in."""
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()
