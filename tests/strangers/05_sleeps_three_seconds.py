# exercise: 05_manager_share
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: sleeps a fixed time instead of joining, so a longer task is not in the copies and its child is left.
# mistake: time.sleep instead of join
# named: sleeps_instead_of_waiting
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
        for i in range(n):
            Process(target=child, args=(task, shared, pids)).start()
        # give them enough time
        time.sleep(3)
        return dict(shared), list(pids)
