"""Every task was handed to the pool twice.

There are two `apply_async` calls for one item. Each of them is a task of its own: the pool does not
know that they are meant to be the same work, and does it twice. The second result is thrown away,
which is why the returned list looks right; only the time that it took would tell you.

Count the tasks that your loop hands out for one item.
"""
# fails: test_parallel_keeps_all_workers_busy
# has: for $_ in $_:
#          $_.apply_async(...)
#          $_.apply_async(...)
# or: for $_ in $_:
#         $_.apply(...)
#         $_.apply_async(...)
# or: for $_ in $_:
#         $_.apply_async(...)
#         $_.apply(...)
# or: for $_ in $_:
#         $_.apply(...)
#         $_.apply(...)
# ok: for item in items:
#         pool.apply_async(task, (item,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply(func=task, args=(item,)))  # 串行
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = []
    for item in items:
        pending.append(pool.apply_async(func=task, args=(item,)))
        # pool.apply(func=task, args=(item,))  # 串行
        pool.apply_async(func=task, args=(item,))  # 并行
    pool.close()
    pool.join()
    return [one.get() for one in pending]
