# exercise: 07_start_all_join_all
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: Process raises a TypeError because args is a function and not a tuple, and nothing is started.
# mistake: missing comma in args
# named: none
import time
from multiprocessing import Process


def call_it(task):
    task()


def run_all(tasks):
    start = time.perf_counter()
    processes = []
    for task in tasks:
        p = Process(target=call_it, args=(task))
        processes.append(p)
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    end = time.perf_counter()
    return end - start
