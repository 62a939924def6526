"""The pid was asked for in the parent and handed to the children.

`os.getpid()` gives the pid of the process that calls it. You called it before there was a child, so the
number is the parent's. All children stored under that one key, each overwrote what the one before had
stored, and a single entry was left.

Which process has to ask for its pid, if the pid is to be the child's?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: Process(args=(..., getpid(), ...), ...)
# or: $X = getpid()
#     Process(args=(..., $X, ...), ...)
# ok: def child(task, shared):
#         shared[getpid()] = task()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids, pid):
    shared[pid] = task()
    pids.append(pid)


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task, shared, pids, os.getpid())) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
