"""A process was started twice.

A `Process` object stands for one run of one child process. Its second `start()` raises AssertionError, even
when the child has ended long ago. Your function ended there: the manager was shut down with it, and nothing
came back.

In which of your lines is a child started, and how often is each of them reached for one and the same child?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# fails: test_nothing_is_left_running
# has: $P.start()
#      $P.start()
# or: for $_ in $_:
#         $_.start()
#     for $_ in $_:
#         $_.start()
# or: def $_(...):
#         $_.start()
#     def $_(...):
#         $_.start()
# ok: for p in p_list:
#         p.start()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = []
        for _ in range(n):
            process = Process(target=child, args=(task, shared, pids))
            process.start()
            processes.append(process)
        for process in processes:
            process.start()
            process.join()
        return dict(shared), list(pids)
