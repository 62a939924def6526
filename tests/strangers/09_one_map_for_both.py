# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: map runs them at the same time.
# mistake: map in run_serial
# named: map_in_serial
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as p:
        res = p.map(task, items)
        p.close()
        p.join()
    return res


def run_parallel(task, items, processes):
    with Pool(processes) as p:
        res = p.map_async(task, items, 1).get()
        p.close()
        p.join()
    return res
