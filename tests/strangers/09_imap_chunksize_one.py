# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: imap hands out one item at a time and yields in order, and the serial half takes one imap for each item.
# mistake: none
from contextlib import closing
from multiprocessing import Pool


def run_serial(task, items, processes):
    with closing(Pool(processes)) as pool:
        results = [next(pool.imap(task, [item])) for item in items]
    pool.join()
    return results


def run_parallel(task, items, processes):
    with closing(Pool(processes)) as pool:
        results = list(pool.imap(task, items, chunksize=1))
    pool.join()
    return results
