# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the times of all are added.
# mistake: sums the time of each child
# named: times_added_up
import time
from multiprocessing import Process


def run_all(tasks):
    procs = []
    for t in tasks:
        p = Process(target=t)
        p.start()
        procs.append((p, time.time()))
    total = 0
    for p, begun in procs:
        p.join()
        total += time.time() - begun
    return total
