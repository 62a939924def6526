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
        for i in range(n):
            p = Process(target=child, args=(task, shared, pids))
            p.start()
            children.append(p)
        for p in children:
            p.join()
        return dict(shared), list(pids)


# try it out
print(share_pids(os.getppid, 3))
