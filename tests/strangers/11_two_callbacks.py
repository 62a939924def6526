# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: callback and error_callback for each item, then close and join.
# mistake: none
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    """Call `task(item)` for each item, `processes` at a time; tell `log` each result, `on_error` each failure."""
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
