"""The children's function has no name by which a new interpreter could find it.

Under `fork` a child is a copy of the parent and has everything. Under `spawn` and `forkserver` (one of
which Windows and macOS use, and Linux since Python 3.14) the child is a fresh interpreter:
it imports your file and looks its function up by name. A `lambda`, or a function that is defined
inside another one, cannot be looked up, and so it cannot be sent to the child.

At which place in a file does a function have to stand so that whoever imports the file can see it?
"""
# fails under spawn, forkserver: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails under spawn, forkserver: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: Process(target=$L, ...)
# or: $F = $L
#     Process(target=$F, ...)
# where: $L is a lambda
# ok: Process(target=child)

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=lambda: child(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
