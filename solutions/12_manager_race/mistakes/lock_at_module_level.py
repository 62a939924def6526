"""Under `spawn` and `forkserver` each child has a lock of its own.

The lock is made at the top of the file. Under `fork` the children are copies of the parent and inherit its
lock, so all is well there. Under `spawn` and `forkserver` a child begins by importing your file; the
line at the top runs again, in the child, and makes another lock. Each child then takes a lock that nobody
else has.

How does a child get the other things that it needs? Can a lock come the same way?
"""
# fails under spawn, forkserver: test_no_update_is_lost
# has: at top level:
#          $L = Lock()
# or: at top level:
#         $L = RLock()
# or: at top level:
#         $L = Semaphore(...)
# has not: Process(args=(..., $L, ...), ...)
# ok: def count(shared, key, n):
#         lock = Lock()

from multiprocessing import Lock, Process

lock = Lock()


def add(shared, key):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    processes = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
