# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: apply one by one, apply_async for all before the first get, close and join in both.
# mistake: none
"""Exercise 09: give tasks to a pool of workers, one at a time and several at once."""

from multiprocessing import Pool


def run_serial(task, items, processes):
    """Call `task(item)` for each item in a pool, one at a time; return the list of results."""
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply(task, (item,)))
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    """Call `task(item)` for each item in a pool, all workers at once; return the list of results."""
    pool = Pool(processes)
    promises = []
    for item in items:
        promises.append(pool.apply_async(task, (item,)))
    pool.close()
    results = []
    for promise in promises:
        results.append(promise.get())
    pool.join()
    return results


def square(number):
    return number * number


if __name__ == "__main__":
    print(run_serial(square, [10, 20, 30, 40], 2))
    print(run_parallel(square, [10, 20, 30, 40], 2))
