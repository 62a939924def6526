"""The function was called where it should only have been named.

`target=child(task, shared, pids)` calls `child` at once, in the parent, and hands its *return value* to
`Process`. So the parent did the work itself, and each process that was started afterwards had nothing
left to do. What `Process` wants is the function itself; its arguments have a parameter of their own.

Read the line from the inside out: what does Python evaluate first, and in which process?
"""
# fails: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: Process(target=$F(...), ...)
# has not: Process(target=functools.partial(...), ...)
# ok: Process(target=task, args=(name,)).start()
# ok: task(name)

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        shared = manager.dict()
        pids = manager.list()
        processes = [Process(target=child(task, shared, pids)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return dict(shared), list(pids)
