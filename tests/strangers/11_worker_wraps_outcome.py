# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a wrapper at the top level catches in the worker and sends back a flag with the result or the exception.
# mistake: none
from functools import partial
from multiprocessing import Pool


def _attempt(task, item):
    try:
        return True, task(item)
    except Exception as exc:
        return False, exc


def collect_errors(task, items, log, on_error, processes):
    tell = {True: log, False: on_error}
    pool = Pool(processes)
    for fine, what in pool.imap_unordered(partial(_attempt, task), items, chunksize=1):
        tell[fine](what)
    pool.close()
    pool.join()
