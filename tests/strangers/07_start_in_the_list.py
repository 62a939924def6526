# exercise: 07_start_all_join_all
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: the list holds None, because start returns nothing.
# mistake: keeps what start returns
# named: result_of_start_kept
import time
from multiprocessing import Process


def run_all(tasks):
    t0 = time.perf_counter()
    processes = [Process(target=t).start() for t in tasks]
    for p in processes:
        p.join()
    return time.perf_counter() - t0
