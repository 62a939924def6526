# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: after close it asks for active_children every tenth of a second instead of joining.
# mistake: polls active_children
# named: asks_again_and_again
import time
from multiprocessing import Pool, active_children


def collect_errors(task, items, log, on_error, processes):
    before = {p.pid for p in active_children()}
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, args=(item,), callback=log, error_callback=on_error)
    pool.close()
    while any(p.pid not in before for p in active_children()):
        time.sleep(0.1)
