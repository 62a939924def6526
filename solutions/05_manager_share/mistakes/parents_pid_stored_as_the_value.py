"""The children stored their parent's pid where the result of `task()` should be.

Each child called `task()` and threw away what it returned; under its own pid it stored `os.getppid()`, the pid of its
parent. That is the same number in every entry. The dict is to tell, for each process, what the task returned there.

What are the key and the value of one entry?
"""
# fails: test_the_dict_has_an_entry_for_each_child
# has: $_[$_] = getppid()
# or: $X = getppid()
#     $_[$_] = $X
# ok: shared[getpid()] = task()
# ok: shared[getppid()] = task()
# ok: shared[getpid()] = getpid()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    task()
    shared[os.getpid()] = os.getppid()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
