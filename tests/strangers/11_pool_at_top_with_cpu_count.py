# exercise: 11_pool_errors
# right: fork 2 of 4, spawn 0 of 4, forkserver 0 of 4: the pool of os.cpu_count() workers is made at import, has the wrong size and is never ended.
# mistake: module-level pool of os.cpu_count() workers
# named: pool_at_module_level, pool_of_two
import os
from multiprocessing import Pool

pool = Pool(os.cpu_count())


def collect_errors(task, items, log, on_error, processes):
    handles = [pool.apply_async(task, (item,), callback=log, error_callback=on_error) for item in items]
    for h in handles:
        h.wait()
