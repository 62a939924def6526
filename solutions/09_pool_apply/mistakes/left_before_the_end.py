"""The `with` block of the pool was left while tasks were still running.

A `with Pool(...)` block does not wait at its end: it *terminates* the pool, which kills the workers
in the middle of their work. Your block only hands the tasks out and is left at once, so most of them
never ran. Their results will never come, and `get()` waits for them for ever.

What has to happen before the block may end?
"""
# fails: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# fails: test_the_pool_has_so_many_workers_and_ends
# has: def run_parallel(...):
#          with Pool(...) as $P:
#              $P.apply_async(...)
# or: def run_parallel(...):
#         with Pool(...) as $P:
#             $P.map_async(...)
# or: def run_parallel(...):
#         with Pool(...) as $P:
#             $P.imap(...)
#         $_
# has not: def run_parallel(...):
#              $_.join()
# has not: def run_parallel(...):
#              with Pool(...) as $P:
#                  $_.get(...)
# has not: def run_parallel(...):
#              with Pool(...) as $P:
#                  $_.wait(...)
# has not: def run_parallel(...):
#              with Pool(...) as $P:
#                  sleep(...)
# has not: def run_parallel(...):
#              with Pool(...) as $P:
#                  list($_)
# has not: def run_parallel(...):
#              with Pool(...) as $P:
#                  for $_ in $P.imap(...):
#                      ...
# ok: def run_parallel(task, items, processes):
#         with Pool(processes) as pool:
#             pending = [pool.apply_async(task, (item,)) for item in items]
#             pool.close()
#             pool.join()
#         return [one.get() for one in pending]
# ok: def run_parallel(task, items, processes):
#         with Pool(processes) as pool:
#             pending = [pool.apply_async(task, (item,)) for item in items]
#             return [one.get() for one in pending]
# ok: def run_parallel(task, items, processes):
#         with Pool(processes) as pool:
#             results = pool.map(task, items)
#         return results
# ok: def run_parallel(task, items, processes):
#         with Pool(processes) as pool:
#             return list(pool.imap(task, items))

from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        results = [pool.apply(task, (item,)) for item in items]
    return results


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        pending = [pool.apply_async(task, (item,)) for item in items]
    return [one.get() for one in pending]
