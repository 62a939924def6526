"""The parent asks again and again whether a child is still alive.

The answer comes at last, but until then the parent wakes up many times for nothing, and it notices the end
only at its next look. Nobody has to ask: the operating system knows when a process ends, and can wake
whoever waits for that.

Which call on a process sleeps until that very moment?
"""
# fails: test_nothing_is_left_running
# has: while $_:
#          ...
# has: $_.is_alive()
# or: $_.exitcode
# or: active_children()
# ok: p.join()

import os
import time
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
            process.start()
        while any(process.is_alive() for process in processes):
            time.sleep(0.02)
        return dict(shared), list(pids)
