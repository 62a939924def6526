# exercise: 11_pool_errors
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: the error callback takes nothing, and is given the exception.
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    def failed():
        on_error(ValueError("a task has failed"))

    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=failed)
    pool.close()
    pool.join()
