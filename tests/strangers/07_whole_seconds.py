# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: both readings are cut to whole seconds, so the difference is wrong by up to one.
# mistake: clock in whole seconds
# named: clock_in_whole_seconds
import time
from multiprocessing import Process


def run_all(tasks):
    start = int(time.time())
    processes = []
    for task in tasks:
        p = Process(target=task)
        processes.append(p)
        p.start()
    for p in processes:
        p.join()
    end = int(time.time())
    return end - start
