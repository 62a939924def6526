# exercise: 09_pool_apply
# right: fork 2-4 of 5, spawn 2-4 of 5, forkserver 2-4 of 5: after a fixed sleep only the results that are ready are taken, and the with block kills the rest.
# mistake: sleeps and takes what is ready instead of waiting for all
# named: none
import time
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        handles = [pool.apply_async(task, (item,)) for item in items]
        time.sleep(0.5 * len(items))
        return [h.get() for h in handles if h.ready()]
