# exercise: 05_manager_share
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: what comes back are proxies whose manager is gone, so neither can be used.
# mistake: returns proxies instead of plain copies
# named: proxies_returned
import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        children = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for c in children:
            c.start()
        for c in children:
            c.join()
        return shared, pids
