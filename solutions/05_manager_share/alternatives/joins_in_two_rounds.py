"""A first round of joins has a time limit, and counts who takes longer; the second one waits for everybody."""

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared, pids = manager.dict(), manager.list()
        children = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for process in children:
            process.start()
        slow = 0
        for process in children:
            process.join(0.1)
            slow += process.exitcode is None
        for process in children:
            process.join()
        print(slow, "of", n, "children took longer than a tenth of a second")
        return dict(shared), list(pids)
