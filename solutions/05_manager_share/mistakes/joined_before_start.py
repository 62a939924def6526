"""A child was waited for before it was started.

`join()` waits for the end of a process that is running. Yours was not running yet, so `join()` stopped
with an AssertionError, and no child was ever started.

Read the two calls aloud in their order: what do they say?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: $P.join()  # here
#      $P.start()
# or: for $_ in $_:
#         $_.join()  # here
#     for $_ in $_:
#         $_.start()
# or: $P.join(timeout=$_)  # here
#     $P.start()
# has not: $P.start()
#          $P.join()
# ok: p.start()
#     p.join()
# ok: ", ".join(names)
# where: $P is no text

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
            process.join()
            process.start()
        return dict(shared), list(pids)
