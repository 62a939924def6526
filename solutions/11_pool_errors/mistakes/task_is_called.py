"""The task was called where it should only have been named.

`apply(task(item))` calls the task at once, in the caller, and hands what it *returns* to the pool as if that
were a function. So your own process did all the work, one task after another. Where the task had returned
something, a worker tried to call that, and `on_error` heard of a TypeError which is no failure of the task.

Read the call from the inside out: what does Python evaluate first, and in which process?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log, test_no_failure_stops_the_other_tasks
# has: $_.apply_async(func=$F(...), ...)
# or: $_.apply(func=$F(...), ...)
# has not: functools.partial(...)
# ok: pool.apply_async(task, (item,))

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        try:
            log(pool.apply(task(item)))
        except Exception as error:
            on_error(error)
    pool.close()
    pool.join()
