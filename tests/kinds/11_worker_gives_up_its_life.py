# exercise: 11_pool_errors
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: a worker ends itself at a failure, and its task is lost.
import os
import signal
from functools import partial
from multiprocessing import Pool


def attempt(task, item):
    try:
        return task(item)
    except ValueError:
        signal.raise_signal(signal.SIGKILL)


def collect_errors(task, items, log, on_error, processes):
    print("caller", os.getpid())
    pool = Pool(processes)
    for item in items:
        pool.apply_async(partial(attempt, task), (item,), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
