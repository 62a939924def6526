"""The list holds receipts for the results, and not the results.

`apply_async` returns before its task has begun, so it can return no result. It returns an `AsyncResult`, of which the
result can be asked. Here the pool was closed and joined, so all results are there by now; but what stands in the list
is what `apply_async` returned, and nobody asked.

Print one thing of your list. What can it be asked for?
"""
# fails: test_parallel_returns_the_results_in_order
# has: def run_parallel(...):
#          $_.apply_async(...)
# has not: $_.get(...)
# has not: $_.get
# ok: [one.get() for one in pending]

from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        results = [pool.apply(task, (item,)) for item in items]
        pool.close()
        pool.join()
    return results


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        results = [pool.apply_async(task, (item,)) for item in items]
        pool.close()
        pool.join()
    return results
