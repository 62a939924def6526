# exercise: 05_manager_share
# right: fork 4 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: the task is left in a global of the parent, which only a forked child has.
# mistake: task handed over in a global variable
# named: none
import os
from multiprocessing import Manager, Process

work = None


def child(shared, pids):
    shared[os.getpid()] = work()
    pids.append(os.getpid())


def share_pids(task, n):
    global work
    work = task
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        kids = []
        for i in range(n):
            k = Process(target=child, args=(shared, pids))
            k.start()
            kids.append(k)
        for k in kids:
            k.join()
        return dict(shared), list(pids)
