"""The parent waits for the children, but not until the end: it gave `join` a time limit.

`join(timeout)` returns when the child has ended *or* when the time is up, and it does not say which.
If a child takes longer than that, its result is missing, and the manager is shut down while the child
is still at work. No limit is the right one on every machine and every day.

What does `join` do when it is given no limit?
"""
# fails: test_nothing_is_left_running
# has: $_.join(timeout=$T)
# where: $T is no dict
# has not: $_.join(timeout=None)
# ok: p.join()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(timeout=30)
        return dict(shared), list(pids)
