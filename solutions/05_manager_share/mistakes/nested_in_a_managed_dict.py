"""The managed dict holds ordinary containers, and what came back from it were copies of those.

Only the outer dict is managed. Reading `box["pids"]` asks the manager for that item, and the manager
answers with a *copy* of it. Each child changed its own copy; the manager never heard of it, and what
it holds is as empty as at the beginning. Nothing was assigned to the outer dict.

Which containers have to be the manager's own?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: $D[$_][$_] = $_
# or: $D[$_].append(...)
# ok: shared[pid] = task()
#     pids.append(pid)

import os
from multiprocessing import Manager, Process


def child(task, box):
    box["results"][os.getpid()] = task()
    box["pids"].append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        box = manager.dict(results={}, pids=[])
        processes = [Process(target=child, args=(task, box)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return box["results"], box["pids"]
