# exercise: 07_start_all_join_all
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: it returns while the children run.
# mistake: join is forgotten
# named: never_joined
import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    for t in tasks:
        p = Process(target=t)
        p.start()
    return time.time() - start
