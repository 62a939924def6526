# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: each task of the serial half is given four seconds.
import threading
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        receipts = []
        for item in items:
            receipts.append(pool.apply_async(task, [item]))
            threading.Event().wait(4)
        return [receipt.get() for receipt in receipts]


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        return pool.map(task, items, chunksize=1)
