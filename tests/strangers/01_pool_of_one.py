# exercise: 01_process_target
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: an AsyncResult comes back.
# mistake: a pool instead of a Process
# named: none
from multiprocessing import Pool

pool = None


def launch(task, name):
    global pool
    if pool is None:
        pool = Pool(1)
    return pool.apply_async(task, (name,))
