"""The number of children is not the one that was asked for.

Your loop always makes the same number of processes, as an example does in which nobody says how many there
are to be. Here `share_pids` is told by its parameter `n`, and that is another number each time.

Which of the parameters does your loop not use?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child
# has: range($N)
# or: Process(...)
#     Process(...)
# or: for $_ in $L:
#         Process(...)
# where: $N is a number
# where: $L is a list
# ok: for i in range(n):
#         pass

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = []
        for _ in range(10):
            process = Process(target=child, args=(task, shared, pids))
            process.start()
            processes.append(process)
        for process in processes:
            process.join()
        return dict(shared), list(pids)
