# exercise: 05_manager_share
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: the parent calls the task for each child.
# mistake: task() called in the arguments
# named: task_is_called_in_the_parent
import os
from multiprocessing import Manager, Process


def child(value, shared, pids):
    shared[os.getpid()] = value
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        procs = []
        for i in range(n):
            p = Process(target=child, args=(task(), shared, pids))
            procs.append(p)
            p.start()
        for p in procs:
            p.join()
        return dict(shared), list(pids)
