"""Each child got a lock of its own, and a lock that nobody else has keeps nobody out.

`Lock()` makes a new lock each time that it is called, here once for each child. So every child finds its lock free.
Under `spawn` and `forkserver` a lock that nobody in the parent keeps is gone, too, before its child has found it, and
the child dies of a FileNotFoundError.

How many locks are there in your program, and how many should there be?
"""
# fails: UNKNOWN
# has: for $_ in $_:
#          Process(args=(..., Lock(), ...), ...)
# or: for $_ in $_:
#         $L = Lock()
#         Process(args=(..., $L, ...), ...)
# ok: lock = Lock()
#     for _ in range(n):
#         Process(target=add, args=(shared, key, lock))

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    processes = []
    for _ in range(n):
        process = Process(target=add, args=(shared, key, Lock()))
        process.start()
        processes.append(process)
    for process in processes:
        process.join()
