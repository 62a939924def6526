"""The manager is kept for the next call, so its process is still there when `share_pids` has returned.

A manager is a process. Yours is started by the first call and kept in a global, so that the next call need not start
another one. But for whoever called `share_pids` the work is over, and nothing is to be left running: who would end the
manager, and when?

How long does `share_pids` need it? Which statement ends a manager just when its block is over?
"""
# fails: test_nothing_is_left_running
# has: global $M
#      $M = Manager()
# has not: $M.shutdown()
# ok: def share_pids(task, n):
#         manager = Manager()
#         manager.shutdown()
# ok: manager = Manager()

import os
from multiprocessing import Manager, Process

manager = None


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    global manager
    if manager is None:
        manager = Manager()
    shared = manager.dict()
    pids = manager.list()
    processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return dict(shared), list(pids)
