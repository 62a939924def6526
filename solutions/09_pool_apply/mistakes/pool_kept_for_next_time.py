"""The pool was never closed: its workers are still there when the function returns.

You keep the pool in a global, so that it can be used again. Whoever calls your function knows
nothing of that: for them the work is over, and yet there are processes that wait for tasks that
nobody will ever send.

A pool that a function makes for itself should be gone when the function returns. Which two calls end
a pool, and in which order?
"""
# fails: test_the_pool_has_so_many_workers_and_ends
# has: $_[$_] = Pool(...)
# or: global $P
#     $P = Pool(...)
# ok: def run_serial(task, items, processes):
#         pool = Pool(processes)

from multiprocessing import Pool

pools = {}


def get_pool(processes):
    if processes not in pools:
        pools[processes] = Pool(processes)
    return pools[processes]


def run_serial(task, items, processes):
    pool = get_pool(processes)
    return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    pool = get_pool(processes)
    pending = [pool.apply_async(task, (item,)) for item in items]
    return [one.get() for one in pending]
