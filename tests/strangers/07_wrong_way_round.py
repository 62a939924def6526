# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the seconds are negative.
# mistake: start - end
# named: elapsed_is_negative
import time
import multiprocessing


def run_all(tasks):
    start = time.time()
    jobs = []
    for t in tasks:
        j = multiprocessing.Process(target=t, args=())
        jobs.append(j)
    for j in jobs:
        j.start()
    for j in jobs:
        j.join()
    end = time.time()
    return start - end
