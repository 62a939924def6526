"""The child's function is defined inside another function, where a new interpreter cannot find it.

Under `fork` the child is a copy of the parent and has everything. Under `spawn` and `forkserver` (one of
which Windows and macOS use, and Linux since Python 3.14) the child is a fresh interpreter: it imports your file
and looks the function up by name. A function that only exists while another one runs cannot be looked up, so it
cannot be sent to the child.

At which place in a file does a function have to stand so that whoever imports the file can see it?
"""
# fails under spawn, forkserver: test_all_children_work_at_once, test_the_dict_has_an_entry_for_each_child
# fails under spawn, forkserver: test_the_list_has_the_pid_of_each_child, test_nothing_is_left_running
# has: def $_(...):
#          def $F(...):
#              ...
#          Process(target=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply_async(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.map(func=$F, ...)
# ok: def launch(task, name):
#         def log(text):
#             print(text)
#         Process(target=task, args=(name,))

import os
from multiprocessing import Manager, Process


def share_pids(task, n):
    with Manager() as manager:
        shared, pids = manager.dict(), manager.list()

        def child():
            shared[os.getpid()] = task()
            pids.append(os.getpid())

        processes = [Process(target=child) for _ in range(n)]
        for p in processes:
            p.start()
        for p in processes:
            p.join()
        return dict(shared), list(pids)
