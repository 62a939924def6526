"""`start()` stands in the loop that joins, so the children work one after another.

Your first loop only describes the processes; none is running yet. The second loop starts one, waits until
it has ended, and only then comes round to start the next. The results are right, but there was never more
than one child at a time.

What must have happened to the last process before the parent may wait for the first?
"""
# fails: test_all_children_work_at_once
# has: for $P in $_:
#          $P.start()
#          $P.join(...)
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
        p_list = []
        for i in range(n):
            p = Process(target=child, args=(task, shared, pids))
            p_list.append(p)
        for p in p_list:
            p.start()
            p.join()
        return dict(shared), list(pids)
