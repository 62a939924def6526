"""One worker was given all items, and ran them in threads of its own; the other workers had nothing to do.

Threads take turns in one process: Python code that computes is no faster in ten threads than in one. A pool
shares work between *processes*, but only work that it can see: whatever is submitted with one call of
`apply_async` is done by one worker. Here that was a single call with the whole list in it.

How many times is `apply_async` called in your program, and how many items does each call take along?
"""
# fails: test_parallel_keeps_all_workers_busy
# has: def $F(...):
#          ThreadPool(...)
# or: def $F(...):
#         concurrent.futures.ThreadPoolExecutor(...)
# or: def $F(...):
#         threading.Thread(...)
# has: $_.apply_async(func=$F, ...)
# or: $_.apply(func=$F, ...)
# ok: ThreadPool(4).apply_async(task, (item,))

from multiprocessing import Pool
from multiprocessing.pool import ThreadPool


def all_of_them(task, items, number):
    with ThreadPool(number) as threads:
        return threads.map(task, items, chunksize=1)


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        results = [pool.apply(task, (item,)) for item in items]
        pool.close()
        pool.join()
    return results


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        results = pool.apply_async(all_of_them, (task, items, processes)).get()
        pool.close()
        pool.join()
    return results
