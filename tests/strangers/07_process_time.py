# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: process_time does not count the time in which the caller waits.
# mistake: processor time instead of elapsed time
# named: processor_time
from time import process_time
from multiprocessing import Process


def run_all(tasks):
    start = process_time()
    jobs = [Process(target=t) for t in tasks]
    for j in jobs:
        j.start()
    for j in jobs:
        j.join()
    stop = process_time()
    return stop - start
