# exercise: 05_manager_share
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: asks again and again how long the list is and never waits for the end of a child.
# mistake: polls len(pids) instead of joining
# named: none
import os
import time
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        children = [Process(target=child, args=(task, shared, pids)) for i in range(n)]
        for c in children:
            c.start()
        while len(pids) < n:
            time.sleep(0.01)
        return dict(shared), list(pids)
