"""`task()` was called in the parent, and only its result was handed to the child.

The arguments of a call are worked out before the call is made. `args=(task(), ...)` calls the task
there and then, in the parent, one after another; the children got finished results and had only to
store them.

Which process is to do the work, and what must it be handed for that: a function, or its result?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: def share_pids($T, ...):
#          Process(args=(..., $T(), ...), ...)
# or: def share_pids($T, ...):
#         $T()
# ok: def share_pids(task, n):
#         Process(target=child, args=(task, n))

import os
from multiprocessing import Manager, Process


def child(result, shared, pids):
    shared[os.getpid()] = result
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(task(), shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
