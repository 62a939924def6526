# exercise: 05_manager_share
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: each child is joined before the next one is started.
# mistake: join in the same loop as start
# named: joined_in_the_start_loop
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
