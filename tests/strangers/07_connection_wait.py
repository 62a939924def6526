# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: blocks in connection.wait without a timeout and joins each child whose sentinel is ready.
# mistake: none
import time
from multiprocessing import Process
from multiprocessing.connection import wait


def run_all(tasks):
    start = time.monotonic()
    waiting = {}
    for t in tasks:
        p = Process(target=t)
        p.start()
        waiting[p.sentinel] = p
    while waiting:
        for sentinel in wait(list(waiting)):
            waiting.pop(sentinel).join()
    return time.monotonic() - start
