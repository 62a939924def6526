# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the clock is first read when all children have been started already.
# mistake: clock read after the starts
# named: clock_started_after_the_starts
import time
from multiprocessing import Process


def run_all(tasks):
    ps = [Process(target=t) for t in tasks]
    for p in ps:
        p.start()
    t1 = time.perf_counter()
    for p in ps:
        p.join()
    t2 = time.perf_counter()
    return t2 - t1
