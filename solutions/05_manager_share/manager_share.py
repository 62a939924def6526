"""Exercise 05: share a dict and a list between processes."""

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    """Runs in each child process: store what `task()` returns under this process's pid, and note the pid."""
    ### BEGIN SOLUTION
    shared[os.getpid()] = task()
    pids.append(os.getpid())
    ### END SOLUTION


def share_pids(task, n):
    """Let `n` child processes work at once; return what they stored, as a plain `(dict, list)`."""
    ### BEGIN SOLUTION
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
    ### END SOLUTION
