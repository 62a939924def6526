"""Each child was waited for before the next one was started.

`join()` stands in the same loop as `start()`. It holds the parent until that child has ended, so the
second child was not even started while the first one was at work. The results are right, but there
was never more than one child at a time.

What may happen to the first child before the last one is started?
"""
# fails: test_all_children_work_at_once
# has: for $_ in $_:
#          $P = $_(...)
#          $P.start()
#          $P.join(...)
# or: for $_ in range($_):
#         $P.start()
#         $P.join(...)
# ok: for p in p_list:
#         p.start()
#     for p in p_list:
#         p.join()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        for _ in range(n):
            process = Process(target=child, args=(task, shared, pids))
            process.start()
            process.join()
        return dict(shared), list(pids)
