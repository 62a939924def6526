"""The child made a new list of its own, and the managed one was never touched.

`pids = pids + [...]` changes no list: the right side makes another one, an ordinary one in the child's own memory, and
from then on the name stands for that. What the manager keeps changes only when a method of the proxy is called that
changes it.

Which method puts one thing at the end of a list that is there already?
"""
# fails: test_the_list_has_the_pid_of_each_child
# has: $L = $L + $_
# ok: pids.append(getpid())

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids = pids + [os.getpid()]


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
