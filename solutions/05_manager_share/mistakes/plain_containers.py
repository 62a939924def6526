"""The children wrote into an ordinary dict and list, each of them into its own copy.

A dict lives in the memory of one process. When it is handed to a child, the child gets a copy (under
`fork` as a part of its whole memory, under `spawn` and `forkserver` as a message), writes into that
copy, and the copy is gone when the child ends. The parent's own containers were never written to.

Which objects can be handed to several processes and still be one and the same for all of them?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: $D = {}
#      Process(args=(..., $D, ...), ...)
# or: $D = dict()
#     Process(args=(..., $D, ...), ...)
# has not: Manager()
# ok: shared = manager.dict()
#     Process(args=(task, shared))

import os
from multiprocessing import Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    shared = {}
    pids = []
    processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return shared, pids
