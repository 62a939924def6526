# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: run_serial keeps the tasks apart only by a sleep of one second, so longer ones overlap.
# mistake: a sleep instead of waiting for each result in run_serial
# named: none
import time
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        rs = []
        for item in items:
            rs.append(pool.apply_async(task, (item,)))
            time.sleep(1)
        return [r.get() for r in rs]


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        rs = [pool.apply_async(task, (item,)) for item in items]
        return [r.get() for r in rs]
