# exercise: 07_start_all_join_all
# right: fork 0-2 of 4, spawn 0-2 of 4, forkserver 0-2 of 4: task() runs in the parent, one after another, and the children have nothing to do.
# mistake: target=task() instead of target=task
# named: target_is_called
import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = []
    for task in tasks:
        p = Process(target=task())
        p.start()
        processes.append(p)
    for p in processes:
        p.join()
    return time.time() - start
