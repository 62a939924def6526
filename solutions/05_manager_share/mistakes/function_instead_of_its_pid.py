"""The list holds the function `os.getpid`, not a number.

`os.getpid` without brackets only names the function; the number comes from calling it. A function can be sent to the
manager too, so nothing complained.

Print what your list holds. Which of your lines calls `getpid`, and which only names it?
"""
# fails: test_the_list_has_the_pid_of_each_child
# has: $_.append(getpid)
# or: $_[getpid] = $_
# ok: pids.append(getpid())

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid)


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
