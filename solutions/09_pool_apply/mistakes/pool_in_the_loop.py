"""A new pool was made for every item.

The line that makes the pool stands inside the loop. So for each item a whole pool of processes was
started, one of them did one task, and all of them were ended again. The results are right, but
starting processes costs far more than handing a task to one that is there already; and to save that
cost is what a pool is for.

Which lines of your loop have to be repeated for each item, and which only once?
"""
# fails: test_the_pool_has_so_many_workers_and_ends
# has: for $_ in $_:
#          Pool(...)
# ok: pool = Pool(2)
#     for item in items:
#         pool.apply(task, (item,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    results = []
    for item in items:
        pool = Pool(processes)
        results.append(pool.apply(task, (item,)))
        pool.close()
        pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = []
    for item in items:
        pending.append(pool.apply_async(task, (item,)))
    pool.close()
    pool.join()
    return [one.get() for one in pending]
