# exercise: 05_manager_share
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: the children run the task and then die of a NameError, so dict and list stay empty.
# mistake: import os is missing
# named: none
from multiprocessing import Manager, Process

def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())

def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = []
        for i in range(n):
            p = Process(target=child, args=(task, shared, pids))
            processes.append(p)
            p.start()
        for p in processes:
            p.join()
        return dict(shared), list(pids)
