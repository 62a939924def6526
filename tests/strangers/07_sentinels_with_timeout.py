# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: looks at the sentinels with a timeout of a tenth of a second, over and over.
# mistake: polls the sentinels with a timeout
# named: none
import time
from multiprocessing import Process
from multiprocessing.connection import wait


def run_all(tasks):
    start = time.perf_counter()
    processes = [Process(target=task) for task in tasks]
    for p in processes:
        p.start()
    left = list(processes)
    while left:
        ready = wait([p.sentinel for p in left], timeout=0.1)
        for p in left[:]:
            if p.sentinel in ready:
                p.join()
                left.remove(p)
    return time.perf_counter() - start
