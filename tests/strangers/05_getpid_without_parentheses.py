# exercise: 05_manager_share
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the list holds the function os.getpid n times instead of pids.
# mistake: os.getpid is not called when it is appended
# named: function_instead_of_its_pid
import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid)


def share_pids(task, n):
    manager = Manager()
    shared = manager.dict()
    pids = manager.list()
    procs = []
    for x in range(n):
        proc = Process(target=child, args=(task, shared, pids))
        proc.start()
        procs.append(proc)
    for proc in procs:
        proc.join()
    d = dict(shared)
    l = list(pids)
    manager.shutdown()
    return d, l
