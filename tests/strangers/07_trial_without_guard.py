# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: the trial at the bottom starts processes at every import.
# mistake: trial code without a main guard
# named: no_main_guard
import time
from multiprocessing import Process


def run_all(tasks):
    start = time.perf_counter()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - start


def short():
    time.sleep(0.1)
    print("short is done")

def long():
    time.sleep(0.2)
    print("long is done")

print("all are done after", run_all([long, short]), "seconds")
