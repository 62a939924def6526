# exercise: 05_manager_share
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: between two starts the parent waits up to a fifth of a second for the child just started, so children are at work at the same time only if their tasks take longer than that.
# mistake: a join with a limit between the starts
# named: none
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
            process = Process(target=child, args=(task, shared, pids))
            process.start()
            process.join(0.2)
            children.append(process)
        for process in children:
            process.join()
        return dict(shared), list(pids)
