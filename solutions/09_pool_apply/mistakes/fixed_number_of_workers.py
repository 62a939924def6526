"""The number of workers in the pool is not the one that is asked for.

The number of workers is given to your functions as `processes`, but it never reaches the pool. Either
the number in your call is written down once and for all (as in many a listing whose comment says "four
processes at the same time" beside a 2), or none is given, and the pool takes the machine's own number of
processors.

Look at the call that makes the pool: where does its number come from?
"""
# fails: test_parallel_keeps_all_workers_busy, test_the_pool_has_so_many_workers_and_ends
# has: Pool(processes=$N, ...)
# or: Pool()
# or: Pool(processes=cpu_count())
# or: Pool(processes=$M)
#     Pool(processes=$M)
# where: $N is a number
# where: $M is a number
# ok: Pool(processes)

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes=2)  # 允许进程池同时有4个进程
    results = [pool.apply(func=task, args=(item,)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes=2)  # 允许进程池同时有4个进程
    pending = [pool.apply_async(func=task, args=(item,)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
