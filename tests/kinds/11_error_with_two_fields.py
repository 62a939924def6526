# exercise: 11_pool_errors
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: the exception cannot be made again in the caller.
from functools import partial
from multiprocessing import Pool


class Failure(ValueError):
    def __init__(self, item, why):
        super().__init__(f"{item}: {why}")


def attempt(task, item):
    try:
        return task(item)
    except ValueError as error:
        raise Failure(item, error) from error


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(partial(attempt, task), (item,), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
