# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: starts only as many at a time as there are cores, and the next batch waits.
# mistake: batches of os.cpu_count() instead of all at once
# named: none
import os
import time
from multiprocessing import Process


def run_all(tasks):
    start = time.perf_counter()
    size = os.cpu_count()
    for i in range(0, len(tasks), size):
        batch = [Process(target=t) for t in tasks[i:i + size]]
        for p in batch:
            p.start()
        for p in batch:
            p.join()
    return time.perf_counter() - start
