"""`log` was called while the task was being submitted, instead of being handed over.

`callback=log(...)` calls `log` at once, in your own loop, when no result is there yet, and hands
its return value (None) to the pool. So nothing was logged when the results did come.

A callback is a function that you give away and that somebody else calls later, with the result.
What must stand after `callback=` so that the function itself is handed over?
"""
# fails: test_log_gets_every_result, test_each_result_is_logged_as_its_task_ends
# has: $_.apply_async(callback=$F(...), ...)
# has not: functools.partial(...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log(item))
    pool.close()
    pool.join()
