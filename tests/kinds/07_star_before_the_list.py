# exercise: 07_start_all_join_all
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: each child is to call a list.
import time
from multiprocessing import Process


def run_all(*tasks):
    begin = time.perf_counter()
    children = [Process(target=one) for one in tasks]
    [child.start() for child in children]
    [child.join() for child in children]
    return time.perf_counter() - begin
