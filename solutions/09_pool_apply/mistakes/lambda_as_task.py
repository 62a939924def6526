"""The pool was given a lambda, and a lambda cannot be sent to another process.

The workers are other processes. To hand them a task, Python writes down the *name* of the function
and the worker looks it up in its own copy of the module (this is called pickling). A lambda, or a
function defined inside another function, has no name that could be looked up. That is what the
error tells you.

Is there a way to hand over the function that you were given, and its argument, just as they are?
"""
# fails: test_serial_runs_one_task_at_a_time, test_serial_returns_the_results_in_order
# fails: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# fails: test_the_pool_has_so_many_workers_and_ends
# has: $_.apply_async(func=$L, ...)
# or: $_.apply(func=$L, ...)
# or: $_.map(func=$L, ...)
# or: $F = $L
#     $_.apply_async(func=$F, ...)
# where: $L is a lambda
# ok: pool.apply_async(task, (item,), callback=lambda result: 1)

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(lambda: task(item)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(lambda item=item: task(item)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
