"""Attack 54: forget a pool.

expect: F
says: Still alive
exercise: 09
"""

import multiprocessing

kept = []


def run_parallel(task, items, processes):
    pool = multiprocessing.Pool(processes)
    kept.append(pool)
    return [one.get() for one in [pool.apply_async(task, (item,)) for item in items]]


def run_serial(task, items, processes):
    pool = multiprocessing.Pool(processes)
    kept.append(pool)
    return [pool.apply(task, (item,)) for item in items]
