# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the join stands in the loop of the starts, so the tasks run one after another.
# mistake: join in the same loop as start
# named: join_in_the_start_loop
import time
from multiprocessing import Process

def run_all(tasks):
    start = time.perf_counter()
    procs = []
    for t in tasks:
        p = Process(target=t)
        p.start()
        procs.append(p)
        for p in procs:
            p.join()
    return time.perf_counter() - start
