"""The task and `log` were called by the caller itself, while it was submitting.

What stands behind `callback=` is worked out at once, in your own loop: `log(task(item))` calls the task there, in the
caller, and logs what it returns; to the pool goes only what `log` gives back, None. The workers did each task once
more, and their results were never logged.

A callback is a function that you give away and that somebody else calls later, with the result. What must stand after
`callback=` so that the function itself is handed over?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: $_.apply_async(callback=$F($G(...)), ...)
# has not: functools.partial(...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log(task(item)))
    pool.close()
    pool.join()
