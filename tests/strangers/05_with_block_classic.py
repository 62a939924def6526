# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: starts all, joins all, copies to plain containers before the manager ends.
# mistake: none
"""Exercise 05: share a dict and a list between processes."""

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    """Runs in each child process: store what `task()` returns under this process's pid, and note the pid."""
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    """Let `n` child processes work at once; return what they stored, as a plain `(dict, list)`."""
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        children = []
        for i in range(n):
            p = Process(target=child, args=(task, shared, pids))
            p.start()
            children.append(p)
        for p in children:
            p.join()
        return dict(shared), list(pids)


def parity():
    return "even" if os.getpid() % 2 == 0 else "odd"


if __name__ == "__main__":
    print(share_pids(parity, 3))
