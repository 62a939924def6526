# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: a callback for each item writes to that item's own slot, and join guarantees that all have been called.
# mistake: none
from functools import partial
from multiprocessing import Pool


def _fill(results, index, value):
    results[index] = value


def _run(task, items, processes, wait_each):
    items = list(items)
    results = [None] * len(items)
    pool = Pool(processes)
    for index, item in enumerate(items):
        r = pool.apply_async(task, (item,), callback=partial(_fill, results, index))
        if wait_each:
            r.wait()
    pool.close()
    pool.join()
    return results


def run_serial(task, items, processes):
    return _run(task, items, processes, True)


def run_parallel(task, items, processes):
    return _run(task, items, processes, False)
