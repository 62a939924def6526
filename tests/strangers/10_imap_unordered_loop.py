# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: imap_unordered yields each result when its own task is over, and the caller logs it.
# mistake: none
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for result in pool.imap_unordered(task, items):
            log(result)
