"""What `join()` gives was stored, and that is always None.

`start()` and `join()` give nothing back, whatever the child's function did or returned: the child
lives in another process, and its return value is thrown away there. You got the pids right, from
`process.pid`, but the results never left the children.

In which process is there something to store, and what can that process store it in?
"""
# fails: test_the_dict_has_an_entry_for_each_child
# has: $_[$_] = $_.join(...)
# or: $V = $_.join(...)
# or: $_.append($_.join(...))
# or: for $_ in $_:
#         ($_, $_.join(...))
# ok: p.join()
#     shared[p.pid] = 1

import os
from multiprocessing import Process


def child(task):
    print("process", os.getpid(), "is at work")
    return task()


def share_pids(task, n):
    shared = {}
    pids = []
    processes = [Process(target=child, args=(task,)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        shared[process.pid] = process.join()
        pids.append(process.pid)
    return shared, pids
