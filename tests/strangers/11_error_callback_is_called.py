# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: on_error is called at once.
# mistake: on_error() instead of on_error
# named: error_callback_is_called
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=on_error(Exception))
    pool.close()
    pool.join()
