"""The results were taken in the order in which they came, not in the order of the items.

`imap_unordered` (and `as_completed`) gives each result as soon as it is there, whichever item it belongs to, and tasks
that run at the same time end in any order: the last item may well be ready first. With tasks that all take the same
time this goes unnoticed.

How do you know which result belongs to which item? Which methods of a pool keep the order?
"""
# fails: test_parallel_returns_the_results_in_order
# has: def run_parallel(...):
#          $_.imap_unordered(...)
# or: def run_parallel(...):
#         concurrent.futures.as_completed(...)
# ok: def run_parallel(task, items, processes):
#         pool.imap(task, items)
# ok: pool.apply_async(task, (item,), callback=results.append)

from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        results = [pool.apply(task, (item,)) for item in items]
        pool.close()
        pool.join()
    return results


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        results = list(pool.imap_unordered(task, items))
        pool.close()
        pool.join()
    return results
