"""The children were never told what to do.

`Process()` makes a process with no work in it. Each was started, did nothing, and ended well; your
function `child` was never called, and so nothing was stored.

Which parameter of `Process` names the function that the child is to run?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: Process(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# ok: Process(target=task)
# ok: Process(task, args=(name,))

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(args=(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
