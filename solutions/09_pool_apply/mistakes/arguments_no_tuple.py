"""The task's arguments were not a tuple: a comma is missing.

`(item)` is just `item` in parentheses. What makes a tuple is the comma: a tuple of one value is
written with one. The pool takes the arguments apart to call the task, as in `task(*args)`, and an
item by itself cannot be taken apart like that. The error is raised in the worker and comes back to
you with the result.

Try `print(type((5)))` and look at the comma in the examples of the documentation.
"""
# fails: test_serial_runs_one_task_at_a_time, test_serial_returns_the_results_in_order
# fails: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# fails: test_the_pool_has_so_many_workers_and_ends
# has: for $X in $_:
#          $_.apply_async(args=$X, ...)
# or: for $X in $_:
#         $_.apply(args=$X, ...)
# where: $X is a name
# ok: for item in items:
#         pool.apply_async(task, (item,))
# ok: def run_parallel(task, items):
#         for item in items:
#             pool.apply_async(task, args=(item,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(task, args=(item)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(task, args=(item)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
