"""The results were printed, and not returned.

`print` writes on the screen; whoever called `share_pids` gets what it *returns*, and a function that
ends without a `return` gives None.

Print what a call of `share_pids` gives you. What does your last line do with the result?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: def share_pids(...):
#          print(...)
# has not: def share_pids(...):
#              return $_
# ok: def share_pids(task, n):
#         return dict(shared), list(pids)

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        p_list = []
        for i in range(n):
            p = Process(target=child, args=(task, shared, pids))
            p.start()
            p_list.append(p)
        for p in p_list:
            p.join()
        print(shared)
        print(pids)
