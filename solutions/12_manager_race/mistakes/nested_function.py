"""The children's function is hidden inside another one, where `spawn` cannot find it.

Under `spawn` and `forkserver` a child is told the *name* of the function that it is to run; it imports your
file and looks for that name at the top level. A function that is defined inside `count` cannot be found
there, and `start()` raises an error. Under `fork` the child is a copy of the parent and needs no name, so
it seems to work.

Where does a function have to stand so that another process can import it?
"""
# fails under spawn, forkserver: test_no_update_is_lost, test_all_children_are_alive_together
# fails under spawn, forkserver: test_count_returns_when_all_are_done
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

from multiprocessing import Lock, Process


def count(shared, key, n):
    lock = Lock()

    def add():
        with lock:
            shared[key] += 1

    processes = [Process(target=add) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
