"""What was returned are promises of results, not the results.

`apply_async` returns at once, before the task has even begun, so it cannot return the result. What
it returns is an `AsyncResult`: a kind of receipt with which the result can be fetched later. Your
function hands back the receipts.

Print one of the things in your list, and look up what an `AsyncResult` can be asked.
"""
# fails: test_parallel_returns_the_results_in_order, test_the_pool_has_so_many_workers_and_ends
# has: def run_parallel(...):
#          $_.apply_async(...)
# has not: $_.get(...)
# has not: $_.get
# ok: [one.get() for one in pending]

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply(task, (item,)))
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply_async(task, (item,)))
    return results
