# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: whole seconds lose the fraction.
import time
from multiprocessing import Process


def run_all(tasks):
    begin = time.monotonic()
    children = [Process(target=one) for one in tasks]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return float(round(time.monotonic() - begin))
