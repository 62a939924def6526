# exercise: 09_pool_apply
# right: fork 2 of 5, spawn 2 of 5, forkserver 2 of 5: join before close raises.
# mistake: close is forgotten before join
# named: join_before_close
from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(task, (i,)) for i in items]
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply_async(task, (i,)) for i in items]
    pool.join()
    return [r.get() for r in results]
