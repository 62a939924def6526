"""The children stored the pid of their parent.

`os.getppid()` has one letter more than `os.getpid()`: the *parent's* process id. All children have the
same parent, so all of them stored under one key, each overwrote what the one before had stored, and
a single entry was left. (Under `forkserver` that parent is the fork server, not even your program.)

Which number is different in every child?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: $_[getppid()] = $_
# or: $_.append(getppid())
# or: $X = getppid()
#     $_[$X] = $_
# or: $X = getppid()
#     $_.append($X)
# ok: shared[getpid()] = task()
# ok: parent = getppid()
#     shared[getpid()] = parent

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getppid()] = task()
    pids.append(os.getppid())


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

