"""The caller waited for one child only, the last one that it had started.

After the loop, the variable holds the process of the last round. The ones before it are running as well, and
nobody waits for them. The last to be started is not always the last to end; and when the manager is shut down
before a child has stored its result, that result is lost.

Where could the caller keep all of its processes?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# fails: test_nothing_is_left_running
# has: for $_ in $_:
#          $P.start()
#      $P.join(...)
# has not: for $_ in $_:
#              $_.join(...)
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
        shared, pids = manager.dict(), manager.list()
        for _ in range(n):
            p = Process(target=child, args=(task, shared, pids))
            p.start()
        p.join()
        return dict(shared), list(pids)
