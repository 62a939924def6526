"""The managed list had entries before any child had stored one.

`manager.list(range(n))` makes a list of the numbers from 0 on, not an empty one with room for `n`. The children
appended their pids behind these. A list in Python needs no room beforehand.

Print the list before the first child is started. What should be in it?
"""
# fails: test_the_list_has_the_pid_of_each_child
# has: $_.list($X)
# where: $X is no name
# ok: manager.list()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list(range(n))
        processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
