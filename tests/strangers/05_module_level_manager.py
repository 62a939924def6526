# exercise: 05_manager_share
# right: fork 1-3 of 4, spawn 0 of 4, forkserver 0 of 4: the manager is made at import, so it outlives the call under fork and cannot start elsewhere.
# mistake: manager started at module level without a main guard
# named: manager_at_module_level
import os
from multiprocessing import Manager, Process

manager = Manager()
shared = manager.dict()
pids = manager.list()


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    children = [Process(target=child, args=(task, shared, pids)) for i in range(n)]
    for c in children:
        c.start()
    for c in children:
        c.join()
    return dict(shared), list(pids)
