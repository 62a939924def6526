# exercise: 05_manager_share
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: all children store under their parent's pid.
# mistake: getppid instead of getpid as the key
# named: pid_of_the_parent_asked_by_the_child
import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    me = os.getppid()
    shared[me] = task()
    pids.append(me)


def share_pids(task, n):
    manager = Manager()
    shared, pids = manager.dict(), manager.list()
    workers = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
    [w.start() for w in workers]
    [w.join() for w in workers]
    result = dict(shared), list(pids)
    manager.shutdown()
    return result
