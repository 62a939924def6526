"""The children never called the task.

Each child stored its pid, as key and as value, and was done. The function `task` was handed to it, or
could have been, and nobody called it. The dict is to tell, for each process, what `task()` returned
there.

Where does the value of an entry come from?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: def share_pids($T, $_):
#          ...
# has not: $T(...)
# has not: Process(args=(..., $T, ...), ...)
# has not: Process(target=$T, ...)
# has not: $_(..., $T, ...)
# ok: def share_pids(task, n):
#         Process(target=child, args=(task, n))

import os
from multiprocessing import Manager, Process


def child(shared, pids):
    shared[os.getpid()] = os.getpid()
    pids.append(os.getpid())
    print(pids)


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child, args=(shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
