# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: each result is waited for before the next task is submitted.
# mistake: get in the loop of the submissions
# named: get_in_the_loop
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        out = []
        for item in items:
            out.append(pool.apply(task, args=(item,)))
        pool.close()
        pool.join()
    return out


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        out = []
        for item in items:
            out.append(pool.apply_async(task, args=(item,)).get())
        pool.close()
        pool.join()
    return out
