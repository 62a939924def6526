import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        for i in range(n):
            p = Process(target=child, args=(task, shared, pids))
            p.start()
            p.join()
        return dict(shared), list(pids)


if __name__ == "__main__":
    print(share_pids(os.getpid, 3))
