# exercise: 05_manager_share
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: values arrive in the order in which tasks end but are paired with pids in the order of the starts.
# mistake: relies on the children ending in the order they were started
# named: none
import os
from multiprocessing import Manager, Process


def child(task, values, pids):
    values.append(task())
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        values = manager.list()
        pids = manager.list()
        children = [Process(target=child, args=(task, values, pids)) for _ in range(n)]
        for c in children:
            c.start()
        for c in children:
            c.join()
        return dict(zip([c.pid for c in children], values)), list(pids)
