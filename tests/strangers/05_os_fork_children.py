# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: forks its children itself and reaps each with waitpid before it copies.
# mistake: none
import os
from multiprocessing import Manager


def child(task, shared, pids):
    try:
        shared[os.getpid()] = task()
        pids.append(os.getpid())
    finally:
        os._exit(0)


def share_pids(task, n):
    with Manager() as manager:
        shared, pids = manager.dict(), manager.list()
        kids = []
        for _ in range(n):
            pid = os.fork()
            if pid == 0:
                child(task, shared, pids)
            kids.append(pid)
        for pid in kids:
            os.waitpid(pid, 0)
        return dict(shared), list(pids)
