"""The plain copies were made before the children had stored anything.

A proxy always shows what the manager holds *now*; a plain copy shows for ever what it held when the
copy was made. Yours were made right after the children had been started, and those were still at
work. You did wait for them, but only after that.

Follow the lines in their order: what has happened by the time the copies are made?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: $_.start()
#      dict($_)  # here
#      $_.join(...)
# or: $_.start()
#     $_.copy()  # here
#     $_.join(...)
# ok: p.start()
#     p.join()
#     return dict(shared)

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
        result = dict(shared), list(pids)
        for process in processes:
            process.join()
    return result
