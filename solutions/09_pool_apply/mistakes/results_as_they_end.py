"""The results stand in the order in which the tasks ended, not in the order of the items.

A callback is called when its task ends, and tasks that run at the same time end in any order: the
last item may well be ready first. Your callback puts each result at the end of the list, so the list
tells who was fast, and not which result belongs to which item. With tasks that all take the same
time this may go unnoticed.

`apply_async` returns something for each task that it is given. What could you do with it?
"""
# fails: test_parallel_returns_the_results_in_order
# has: $_.apply_async(callback=$_.append, ...)
# or: $_.apply_async(callback=lambda $X: $_.append($X), ...)
# or: def $F($X):
#         $_.append($X)
#     $_.apply_async(callback=$F, ...)
# ok: [one.get() for one in pending]
# ok: pending.append(one)
#     pool.apply_async(task, (item,), callback=print)
# ok: list(pool.imap_unordered(task, items))
# ok: pool.apply_async(task, (item,), callback=lambda result, number=number: results.insert(number, result))

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
        pool.apply_async(task, (item,), callback=results.append)
    pool.close()
    pool.join()
    return results
