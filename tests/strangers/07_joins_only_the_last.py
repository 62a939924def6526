# exercise: 07_start_all_join_all
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: joins only the child that was started last, which need not be the one that ends last.
# mistake: relies on the last started child ending last
# named: only_the_last_is_joined
import time
from multiprocessing import Process


def run_all(tasks):
    start = time.perf_counter()
    for task in tasks:
        p = Process(target=task)
        p.start()
    p.join()
    return time.perf_counter() - start
