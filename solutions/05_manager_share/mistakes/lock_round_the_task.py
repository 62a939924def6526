"""A lock is held during the whole task, so the children work one after another.

All children were started, but only the one that has the lock can call `task()`; the others stand and
wait for their turn. A lock protects a short moment in which two processes must not interfere. The
work itself needs no protection here: each child has its own.

Which lines need the lock, if any?
"""
# fails: test_all_children_work_at_once
# has: def $_($T, ...):
#          with $_:
#              $T()
# or: def $_($T, ...):
#         $L.acquire()
#         $T()
#         $L.release()
# ok: def child(task, shared, lock):
#         value = task()
#         with lock:
#             shared[1] = value

import os
from multiprocessing import Lock, Manager, Process


def child(task, shared, pids, lock):
    with lock:
        shared[os.getpid()] = task()
        pids.append(os.getpid())


def share_pids(task, n):
    lock = Lock()
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task, shared, pids, lock)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
