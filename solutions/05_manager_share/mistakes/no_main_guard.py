"""The file starts processes as soon as it is imported.

Under `spawn` and `forkserver` a child begins by importing your file, to find its function there. Your
trial at the end of the file is then run again, in the child, before the child is ready; it would
start a manager and children of its own, and these too, so Python stops it with a RuntimeError. Under
`fork` nothing is imported again, and so it seems to work.

What can a file say so that a part of it runs only when the file itself is the program?
"""
# fails under spawn, forkserver: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails under spawn, forkserver: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: at top level:
#          $_.start()
# or: at top level:
#         Pool(...)
# or: at top level:
#         Manager()
# or: def $F(...):
#         ...
#     $F(...)
# ok: if __name__ == "__main__":
#         launch(print, "we").join()

import os
from multiprocessing import Manager, Process


def child(task, shared, pids):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


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


print(share_pids(os.getppid, 2))
