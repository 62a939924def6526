"""The children wrote into globals, and every process has globals of its own.

A global belongs to the module as *one* process has loaded it. Each child wrote into its own dict and
list; these were gone when it ended. The parent's globals were never written to, and what came back is
as empty as it was at the beginning.

Which objects can be handed to several processes and still be one and the same for all of them?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: at top level:
#          $_ = {}
# or: at top level:
#         $_ = dict()
# has not: Manager()
# ok: def share_pids(task, n):
#         shared = {}

import os
from multiprocessing import Process

shared = {}
pids = []


def child(task):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    shared.clear()
    pids.clear()
    processes = [Process(target=child, args=(task,)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return dict(shared), list(pids)
