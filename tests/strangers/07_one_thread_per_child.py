# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: one thread for each task starts the child and joins it, and the caller joins the threads.
# mistake: none
import threading
import time
from multiprocessing import Process


def _mind(task):
    p = Process(target=task)
    p.start()
    p.join()


def run_all(tasks):
    began = time.time()
    threads = [threading.Thread(target=_mind, args=(task,)) for task in tasks]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    ended = time.time()
    return ended - began
