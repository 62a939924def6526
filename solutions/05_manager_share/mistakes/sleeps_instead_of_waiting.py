"""The parent sleeps and hopes that the children are done by then.

`time.sleep` waits for the clock, and not for the children. If one of them needs longer, its result is
missing and the manager is shut down while it is still at work; if all need less, the time is wasted.
No number of seconds is the right one.

Which call on a process returns exactly when that process has ended?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# fails: test_nothing_is_left_running
# has: $_.start()
#      sleep(...)
# has not: $_.join(...)
# has not: while $_:
#              ...
# ok: p.start()
#     p.join()

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
        for _ in range(n):
            process = Process(target=child, args=(task, shared, pids))
            process.start()
        time.sleep(3)
        return dict(shared), list(pids)
