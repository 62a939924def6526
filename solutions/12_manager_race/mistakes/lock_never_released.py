"""The lock was taken and never given back.

The first child took the lock, added 1, and ended. A lock does not come back by itself when its holder ends:
all the other children wait for it for ever, and the parent waits for them.

Where is it made sure, in your program, that the lock is given back, whatever happens in between?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: $L.acquire(...)
# has not: $L.release()
# ok: lock.acquire()
#     shared[key] += 1
#     lock.release()

from multiprocessing import Lock, Process


def add(shared, key, lock):
    lock.acquire()
    shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
