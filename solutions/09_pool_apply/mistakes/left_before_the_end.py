"""The `with` block of the pool was left while tasks were still running.

A `with Pool(...)` block does not wait at its end: it *terminates* the pool, which kills the workers
in the middle of their work. Your block only hands the tasks out and is left at once, so most of them
never ran. Their results will never come, and `get()` waits for them for ever.

What has to happen before the block may end?
"""
# fails: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# fails: test_the_pool_has_so_many_workers_and_ends
# has: with Pool(...) as $_:
#          $_.apply_async(...)
#      $_.get(...)
# or: with Pool(...) as $_:
#         ...
#     return $R
# or: with Pool(...) as $_:
#         return $_
# has not: def run_parallel(...):
#              $_.join()
# ok: with Pool(processes) as pool:
#         results = [one.get() for one in pending]
#         pool.close()
#         pool.join()

from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        results = [pool.apply(task, (item,)) for item in items]
    return results


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        pending = [pool.apply_async(task, (item,)) for item in items]
    return [one.get() for one in pending]
