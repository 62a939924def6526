"""What came back are proxies, and they keep their manager running.

`manager.dict()` and `manager.list()` do not give a dict and a list, but *proxies*: objects that send
every question to the manager's process, where the real containers are. Your function handed the
proxies on, so the manager's process has to stay, for as long as anybody holds one of them.

What can be made of a proxy that needs no manager any more? And who ends the manager then?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# fails: test_nothing_is_left_running
# has: $D = $_.dict(...)
#      return $D, $_
# or: $L = $_.list(...)
#     return $_, $L
# has not: with Manager() as $_:
#              ...
# has not: $_.shutdown()
# ok: shared = manager.dict()
#     return dict(shared), []

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    manager = Manager()
    shared = manager.dict()
    pids = manager.list()
    processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return shared, pids
