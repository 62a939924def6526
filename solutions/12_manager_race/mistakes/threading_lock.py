"""A lock from `threading` keeps threads apart, not processes.

A `threading.Lock` lives in the memory of one process. Under `fork` each child got a copy of it, a lock of
its own, and all of them went on at once; updates were lost. Under `spawn` and `forkserver` it would have to
be pickled to get to the child, and Python refuses: TypeError at `start()`.

Which module has locks that are made to be shared by processes?
"""
# fails under fork: test_no_update_is_lost
# fails under spawn, forkserver: test_no_update_is_lost, test_all_children_are_alive_together
# fails under spawn, forkserver: test_count_returns_when_all_are_done
# has: threading.Lock()
# or: threading.RLock()
# or: threading.Semaphore(...)
# has not: threading.Thread(...)
# has not: Lock()
# ok: Lock()

from multiprocessing import Process
from threading import Lock


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
