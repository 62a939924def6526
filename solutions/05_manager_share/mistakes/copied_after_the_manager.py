"""The copies were to be made after the manager had been shut down.

A managed dict lives in the manager's process, and what you hold is a proxy that asks it. Leaving the `with` block
ends that process, and so does `shutdown()`. The lines after that asked a manager that was not there any more; hence
the error about a connection or a missing file (the file is the manager's socket).

Which lines still need the manager, and which line ends it?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# fails: test_nothing_is_left_running
# has: with Manager() as $_:
#          ...
#      dict($_)
# or: with Manager() as $_:
#         ...
#     list($_)
# or: with Manager() as $_:
#         ...
#     $_.copy()
# or: $_.shutdown()
#     dict($_)
# or: $_.shutdown()
#     list($_)
# ok: with Manager() as manager:
#         shared = manager.dict()
#         return dict(shared)

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
            process.start()
        for process in processes:
            process.join()
    return dict(shared), list(pids)
