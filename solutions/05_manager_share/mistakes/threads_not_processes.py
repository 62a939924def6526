"""These are threads, and all threads of a program have one pid.

A `Thread` has `start` and `join` like a `Process`, but it lives inside the process that started it.
All of them stored under the same key, each overwrote what the one before had stored, and a single
entry was left. Threads share memory anyway and need no manager for that.

How many different pids are there in your result?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: threading.Thread(...)
# or: class $_(threading.Thread):
#         ...
# or: ThreadPool(...)
# or: concurrent.futures.ThreadPoolExecutor(...)
# has not: Process(...)
# ok: Process(target=task)

import os
from multiprocessing import Manager
from threading import Thread


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        threads = [Thread(target=child, args=(task, shared, pids)) for _ in range(n)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return dict(shared), list(pids)
