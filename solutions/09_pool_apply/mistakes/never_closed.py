"""The pool was neither closed nor joined, and its workers stayed alive.

A pool does not know that no more work will come. Its workers wait for the next task until somebody tells them that
there is none. Python may do that when nothing refers to the pool any more, and may do it later, or not at all.

Who tells the workers that they are no longer needed, and who waits until they are gone?
"""
# fails: test_the_pool_has_so_many_workers_and_ends
# has: $P = Pool(...)
# has not: $_.close()
# has not: $_.terminate()
# has not: with Pool(...) as $P:
#              ...
# ok: pool = Pool(2)
#     pool.close()

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    pool = Pool(processes)
    handles = [pool.apply_async(task, (item,)) for item in items]
    return [handle.get() for handle in handles]
