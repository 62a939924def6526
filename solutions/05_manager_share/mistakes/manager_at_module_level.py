"""The manager is started as soon as the file is imported, and nobody ends it.

A manager is a process. Yours is started by a line at the left margin, so every import starts one.
Under `spawn` and `forkserver` a child begins by importing your file, to find its function there; it
would start a manager of its own before it is ready itself, and Python stops it with a RuntimeError.
Under `fork` it seems to work, but the manager is still running when `share_pids` has returned.

Where would the manager have to be started so that it lives just as long as it is needed?
"""
# fails: test_nothing_is_left_running
# fails under spawn, forkserver: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails under spawn, forkserver: test_the_list_has_the_pid_of_each_child
# has: at top level:
#          Manager()
# ok: def share_pids(task, n):
#         manager = Manager()

import os
from multiprocessing import Manager, Process

manager = Manager()


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    shared = manager.dict()
    pids = manager.list()
    processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return dict(shared), list(pids)
