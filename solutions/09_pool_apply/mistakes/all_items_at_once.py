"""The whole list of items went into one call of the task.

The second argument of `apply` and `apply_async` is the list of arguments for *one* call. You gave
it all the items, so one worker called `task(first, second, third, ...)` once, and there was nothing
left to do for the others.

`apply` and `apply_async` run one task each. How often do they have to be called, and with what?
"""
# fails: test_serial_runs_one_task_at_a_time, test_serial_returns_the_results_in_order
# fails: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# has: def run_parallel($T, $I, $N):
#          $_.apply_async(func=$T, args=$I, ...)
# or: def run_parallel($T, $I, $N):
#         $_.apply(func=$T, args=$I, ...)
# or: def run_serial($T, $I, $N):
#         $_.apply(func=$T, args=$I, ...)
# ok: def run_parallel(task, items, processes):
#         for item in items:
#             pool.apply_async(task, (item,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = pool.apply(task, items)
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = pool.apply_async(task, items)
    pool.close()
    pool.join()
    return results.get()
