# exercise: 09_pool_apply
# right: fork 2-3 of 5, spawn 2-3 of 5, forkserver 2-3 of 5: the with block terminates the pool before the results are asked for, so get waits for ever.
# mistake: get stands outside the with block
# named: left_before_the_end
from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        results = [pool.apply(task, (item,)) for item in items]
    return results


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        handles = [pool.apply_async(task, (item,)) for item in items]
    return [handle.get() for handle in handles]
