"""Nobody waited for the children.

`start()` only asks for a new process and returns at once. The containers were copied and the manager
was shut down while the children were still at work; when they wanted to store their results, the
manager was gone, and each of them ended with an error that the parent never sees.

What has to happen between starting the children and looking at what they stored?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# fails: test_nothing_is_left_running
# has: $_.start()
# has not: $_.join(...)
# has not: sleep(...)
# has not: while $_:
#              ...
# has not: wait(...)
# ok: p.start()
#     p.join()

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
        return dict(shared), list(pids)
