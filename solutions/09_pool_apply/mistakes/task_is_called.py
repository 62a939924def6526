"""The task was called where it should only have been named.

`apply(task(item))` is read from the inside out: Python first calls `task(item)`, right here in the
caller's process, and then hands the *result* to the pool. The workers were left with something that
is no function, and the error says so. What the pool wants is the function and, separately, its
arguments.

Which process called the task? Print `os.getpid()` in it and in the caller.
"""
# fails: test_serial_runs_one_task_at_a_time, test_serial_returns_the_results_in_order
# fails: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# fails: test_the_pool_has_so_many_workers_and_ends
# has: $_.apply_async(func=$F(...), ...)
# or: $_.apply(func=$F(...), ...)
# or: $_.map(func=$F(...), ...)
# has not: functools.partial(...)
# has not: class $F:
#              ...
# ok: pool.apply_async(task, (item,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(task(item)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(task(item)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
