"""A manager that listens at a port of its own machine, by name."""

import os
from multiprocessing import Process
from multiprocessing.managers import SyncManager


def work(task, shared, pids):
    answer = task()
    shared[os.getpid()] = answer
    pids.append(os.getpid())


def share_pids(task, n):
    with SyncManager(address=("localhost", 0)) as manager:
        shared, pids = manager.dict(), manager.list()
        children = [Process(target=work, args=(task, shared, pids)) for _ in range(n)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return dict(shared), list(pids)
