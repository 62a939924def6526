# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a SyncManager that is started and shut down by hand, with copies taken in between.
# mistake: none
from multiprocessing import Process, current_process
from multiprocessing.managers import SyncManager
import os


def child(task, shared, pids):
    me = current_process().pid
    value = task()
    shared.update({me: value})
    pids.extend([me])


def share_pids(task, n):
    m = SyncManager()
    m.start()
    try:
        shared, pids = m.dict(), m.list()
        procs = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        [p.start() for p in procs]
        [p.join() for p in procs]
        answer = shared.copy(), pids[:]
    finally:
        m.shutdown()
    return answer
