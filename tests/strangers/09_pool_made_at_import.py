# exercise: 09_pool_apply
# right: fork 2-3 of 5, spawn 0 of 5, forkserver 0 of 5: one pool of the default size is made at import and never closed, and every child would make another.
# mistake: module-level pool without a main guard
# named: pool_at_module_level, fixed_number_of_workers, never_closed
from multiprocessing import Pool

pool = Pool()


def run_serial(task, items, processes):
    return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    handles = [pool.apply_async(task, (item,)) for item in items]
    return [h.get() for h in handles]
