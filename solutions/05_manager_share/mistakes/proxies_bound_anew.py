"""The child bound its names to new objects, and the managed ones were never touched.

`shared = {...}` changes no dict: it lets the name `shared` stand for another one, which only this child knows. What
the manager keeps changes only when a method of the proxy is called, as `shared[key] = value` and `pids.append(pid)`
do.

Which of your lines sends something to the manager?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: def $_($D, ...):
#          $D = $_
# ok: def child(task, shared, pids):
#         shared[getpid()] = task()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared = {os.getpid(): task()}
    pids = [os.getpid()]
    print(shared, pids)


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
