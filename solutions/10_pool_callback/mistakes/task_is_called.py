"""The task was called where it should only have been named.

`apply_async(task(item), ...)` calls the task at once, in the caller, and submits its *return value*
as if that were a function. What the pool wants is the function itself and, apart from it, its
arguments; a worker calls it later. Here all the work was done by your own process, one task after
another, and the workers failed silently when they tried to call a result.

Read the call from the inside out: what does Python evaluate first?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends
# has: $_.apply_async(func=$F(...), ...)
# or: $_.apply(func=$F(...), ...)
# has not: functools.partial(...)
# ok: pool.apply_async(task, (item,))

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task(item), callback=log)
    pool.close()
    pool.join()
