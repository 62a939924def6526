# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a thread prints dots meanwhile but decides nothing, and the waiting is plain join.
# mistake: none
import os
import sys
import threading
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def dots(stop):
    """Only so that I see that something is going on."""
    while not stop.wait(0.5):
        print(".", end="", file=sys.stderr, flush=True)


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task, shared, pids)) for i in range(n)]
        for p in processes:
            p.start()
        stop = threading.Event()
        ticker = threading.Thread(target=dots, args=(stop,))
        ticker.start()
        for p in processes:
            p.join()
        stop.set()
        ticker.join()
        result = (dict(shared), list(pids))
    return result
