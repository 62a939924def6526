# exercise: 05_manager_share
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: the manager is gone when the copies are made.
# mistake: copies made after the with block
# named: copied_after_the_manager
import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        children = []
        for _ in range(n):
            p = Process(target=child, args=(task, shared, pids))
            children.append(p)
            p.start()
        for p in children:
            p.join()
    return dict(shared), list(pids)
