# exercise: 05_manager_share
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: as many workers as the machine has processors.
# mistake: Pool() instead of n workers
# named: pool_too_small
import os
from multiprocessing import Manager, Pool


def child(args):
    task, shared, pids = args
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        pool = Pool()
        pool.map(child, [(task, shared, pids)] * n)
        pool.close()
        pool.join()
        return dict(shared), list(pids)
