# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a pool with as many workers as tasks and maxtasksperchild=1 gives each task a process of its own.
# mistake: none
import time
from multiprocessing import Pool


def run_all(tasks):
    if not tasks:
        return 0.0
    start = time.perf_counter_ns()
    pool = Pool(processes=len(tasks), maxtasksperchild=1)
    for task in tasks:
        pool.apply_async(task)
    pool.close()
    pool.join()
    return (time.perf_counter_ns() - start) / 1e9
