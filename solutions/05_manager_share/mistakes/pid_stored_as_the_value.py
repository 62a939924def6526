"""The children stored their pid where the result of `task()` should be.

Each child called `task()` and threw away what it returned; under its pid it stored its pid once more.
The dict is to tell, for each process, what the task returned there.

What are the key and the value of one entry?
"""
# fails: test_the_dict_has_an_entry_for_each_child
# has: $_[$_] = getpid()
# or: $X = getpid()
#     $_[$_] = $X
# ok: shared[getpid()] = task()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    task()
    shared[os.getpid()] = os.getpid()
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

