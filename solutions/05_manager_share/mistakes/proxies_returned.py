"""What came back are proxies, and their manager is gone.

`manager.dict()` and `manager.list()` do not give a dict and a list, but *proxies*: objects that send
every question to the manager's process, where the real containers are. When the `with` block was left,
the manager was shut down, and the containers went with it. Whoever uses the proxies afterwards finds
nobody at the other end.

What can be made of a proxy that needs no manager any more, and until when can it be made?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: with Manager() as $_:
#          ...
# has: $D = $_.dict(...)
#      return $D, $_
# or: $L = $_.list(...)
#     return $_, $L
# or: $D = $_.dict(...)
#     return ($D, $_)
# ok: with Manager() as manager:
#         shared = manager.dict()
#         return dict(shared), []

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
        for process in processes:
            process.join()
        return shared, pids
