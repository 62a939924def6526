# exercise: 05_manager_share
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: join with a timeout gives up on a long task, then copies too early and leaves children.
# mistake: join with a timeout that can run out
# named: join_with_time_limit
import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared, pids = manager.dict(), manager.list()
        ps = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for p in ps:
            p.start()
        for p in ps:
            p.join(timeout=5)      # five seconds should be enough for everything
        return dict(shared), list(pids)
