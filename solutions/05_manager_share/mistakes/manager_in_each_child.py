"""Every child made a manager of its own, and stored its results there.

`Manager()` starts another process, with containers of its own, wherever it is called. Your children called it, so there
were as many managers as children, each with one entry in it, and each was gone when its child ended. What the parent's
manager keeps was never touched.

How many managers does it take for all children to write into the same dict, and which process starts it?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: def $F(...):
#          $_ = Manager()
# has: Process(target=$F, ...)
# ok: def share_pids(task, n):
#         manager = Manager()
#         Process(target=child, args=(task, manager.dict())).start()

import os
from multiprocessing import Manager, Process


def child(task):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        shared[os.getpid()] = task()
        pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task,)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
