"""`on_error` was called while the task was being submitted, instead of being handed over.

`error_callback=on_error(...)` calls `on_error` at once, in your own loop, for every item and before
any task can have failed, and hands its return value (None) to the pool. When tasks did fail, the
pool had nobody to tell.

A callback is a function that you give away and that somebody else calls later, with the exception.
What must stand after `error_callback=` so that the function itself is handed over?
"""
# fails: test_every_failure_reaches_on_error
# has: $_.apply_async(error_callback=$F(...), ...)
# has not: functools.partial(...)
# ok: pool.apply_async(task, error_callback=on_error)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=on_error(item))
    pool.close()
    pool.join()
