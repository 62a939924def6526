# exercise: 11_pool_errors
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: on_error is called in the worker.
# mistake: try in the worker, on_error called there
# named: on_error_called_in_the_worker
from multiprocessing import Pool


def safe(task, item, on_error):
    try:
        return task(item)
    except Exception as e:
        on_error(e)


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(safe, (task, item, on_error), callback=log)
    pool.close()
    pool.join()
