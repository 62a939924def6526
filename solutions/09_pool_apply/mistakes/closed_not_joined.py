"""The pool was closed, and nobody waited for its workers to end.

`close()` is a message: no more work will come. It returns at once, and the workers end when they get round to it,
which may be after your function has returned. On a fast machine it can look right, and be wrong on the next.

Which method of a pool comes after `close()`, and what does it wait for?
"""
# fails: test_the_pool_has_so_many_workers_and_ends
# has: $_.close()
# has not: $_.join(...)
# ok: pool.close()
#     pool.join()

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(task, (item,)) for item in items]
    pool.close()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    handles = [pool.apply_async(task, (item,)) for item in items]
    results = [handle.get() for handle in handles]
    pool.close()
    return results
