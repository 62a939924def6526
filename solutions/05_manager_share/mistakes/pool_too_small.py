"""The pool has fewer workers than there are children to be.

A pool keeps a fixed number of worker processes and gives each the next piece of work when it is done
with the one before. Yours has a number of its own, or the machine's, however large `n` is. So fewer than
`n` tasks ran at the same time, and a worker that did two of them wrote twice under the same pid.

How many processes are asked for, and which argument of `Pool` says so?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child
# has: Pool(processes=$N, ...)
# or: Pool()
# where: $N is a number
# ok: Pool(n)

import os
from multiprocessing import Manager, Pool


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        with Pool(processes=2) as pool:
            pool.starmap(child, [(task, shared, pids)] * n)
        return dict(shared), list(pids)
