"""`run()` was called instead of `start()`, so there were no children.

`run()` is the work itself. Calling it is an ordinary call, made in the process that you are in: the
parent did all the work itself, one task after another, and stored it under its own pid. Only `start()`
makes a new process, and that process then calls `run()`.

How many different pids are there in your result?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: $P.run()
# has not: $_.start()
# ok: process.start()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.run()
        return dict(shared), list(pids)
