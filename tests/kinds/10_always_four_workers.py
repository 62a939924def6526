# exercise: 10_pool_callback
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: a pool of four, whatever is asked for.
import multiprocessing

WORKERS = 4


def collect(task, items, log, processes):
    with multiprocessing.Pool(WORKERS) as pool:
        receipts = [pool.apply_async(task, (item,), callback=log) for item in items]
        for receipt in receipts:
            receipt.wait()
        pool.close()
        pool.join()
