# exercise: 05_manager_share
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: always three children, whatever n is.
# mistake: number of children hard-coded as in the example
# named: two_children
import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        p1 = Process(target=child, args=(task, shared, pids))
        p2 = Process(target=child, args=(task, shared, pids))
        p3 = Process(target=child, args=(task, shared, pids))
        p1.start()
        p2.start()
        p3.start()
        p1.join()
        p2.join()
        p3.join()
        return dict(shared), list(pids)
