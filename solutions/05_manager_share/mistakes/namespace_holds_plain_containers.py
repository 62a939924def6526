"""The namespace holds an ordinary dict and list, and the children changed copies of them.

`manager.Namespace()` keeps *attributes* for all processes, and only setting one is sent to the manager. Reading
`space.pids` gives a copy of what is kept; each child changed its own copy, the manager never heard of it, and what it
keeps is as empty as at the beginning.

Which containers of a manager hear of it when something is put into them?
"""
# fails: test_the_dict_has_an_entry_for_each_child, test_the_list_has_the_pid_of_each_child
# has: $_.Namespace(...)
# has: $_.$_[$_] = $_
# or: $_.$_.append(...)
# ok: box = manager.dict(results={}, pids=[])
#     box["pids"].append(pid)
# ok: space = manager.Namespace()
#     space.last = pid

import os
from multiprocessing import Manager, Process


def child(task, space):
    space.results[os.getpid()] = task()
    space.pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        space = manager.Namespace()
        space.results = {}
        space.pids = []
        processes = [Process(target=child, args=(task, space)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(space.results), list(space.pids)
