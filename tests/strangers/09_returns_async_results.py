# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: run_parallel returns a list of AsyncResult objects and never asks them for the results.
# mistake: get forgotten
# named: results_not_fetched
from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    liste = []
    for item in items:
        liste.append(pool.apply(task, (item,)))
    pool.close()
    pool.join()
    return liste


def run_parallel(task, items, processes):
    pool = Pool(processes)
    liste = []
    for item in items:
        liste.append(pool.apply_async(task, (item,)))
    pool.close()
    pool.join()
    return liste
