# exercise: 07_start_all_join_all
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: it sleeps between two starts, so a short task is over before the last one begins and together they take longer than the longest of them.
# mistake: sleeps between the starts
# named: sleeps_between_the_starts
import time
from multiprocessing import Process


def run_all(tasks):
    began = time.perf_counter()
    children = []
    for task in tasks:
        child = Process(target=task)
        child.start()
        children.append(child)
        time.sleep(0.3)
    for child in children:
        child.join()
    return time.perf_counter() - began
