# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: a text comes back.
# mistake: returns the formatted text instead of a number
# named: elapsed_as_text
import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    ps = []
    for t in tasks:
        p = Process(target=t)
        ps.append(p)
        p.start()
    for p in ps:
        p.join()
    end = time.time()
    return f"{end - start:.1f} seconds"
