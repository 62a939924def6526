# exercise: 05_manager_share
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the keys are 0, 1, 2.
# mistake: the index instead of the pid as key
# named: none
import os
from multiprocessing import Manager, Process


def child(i, task, shared, pids):
    shared[i] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as m:
        shared = m.dict()
        pids = m.list()
        ps = [Process(target=child, args=(i, task, shared, pids)) for i in range(n)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return dict(shared), list(pids)
