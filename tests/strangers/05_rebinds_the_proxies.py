# exercise: 05_manager_share
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: the child makes new objects and binds its local names to them, so nothing reaches the manager.
# mistake: the child rebinds the proxy names
# named: proxies_bound_anew
import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    pid = os.getpid()
    shared = {**shared.copy(), pid: task()}
    pids = pids[:] + [pid]


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        children = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for c in children:
            c.start()
        for c in children:
            c.join()
        return dict(shared), list(pids)
