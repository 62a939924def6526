"""The pool was joined while it was still open.

A pool that is open could be given another task at any time, so its workers never end by themselves
and `join()` would wait for ever. Python refuses that: ValueError, "Pool is still running". Somebody
has to say first that no more tasks will come.

Which method of a pool says so?
"""
# fails: test_serial_returns_the_results_in_order, test_parallel_returns_the_results_in_order
# fails: test_the_pool_has_so_many_workers_and_ends
# has: $P.join()
#      $P.close()
# or: $Q.join()
# has not: $Q.close()
# has not: $Q.terminate()
# has not: $Q.start()
# ok: pool.close()
#     pool.join()

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(task, (item,)) for item in items]
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(task, (item,)) for item in items]
    results = [one.get() for one in pending]
    pool.join()
    return results
