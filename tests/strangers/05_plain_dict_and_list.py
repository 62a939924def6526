# exercise: 05_manager_share
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: each child fills its own copy of a plain dict and list, so the parent's stay empty.
# mistake: plain dict and list instead of managed ones
# named: plain_containers
import os
from multiprocessing import Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    shared = {}
    pids = []
    workers = []
    for i in range(n):
        workers.append(Process(target=child, args=(task, shared, pids)))
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return shared, pids
