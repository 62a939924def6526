import os
from multiprocessing import Manager, Process


def child(shared, pids):
    shared[os.getpid()] = os.getpid()
    pids.append(os.getpid())


def share_pids(n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        children = [Process(target=child, args=(shared, pids)) for _ in range(n)]
        for c in children:
            c.start()
        for c in children:
            c.join()
        return dict(shared), list(pids)


if __name__ == "__main__":
    print(share_pids(4))
