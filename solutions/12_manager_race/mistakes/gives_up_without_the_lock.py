"""Children that found the lock taken went home without adding.

`lock.acquire(block=False)` does not wait, and with a `timeout` it does not wait for ever: while somebody else holds
the lock it returns False. Your children took that for an answer. One of them got the lock and added 1; the others
ended, and their additions are missing.

What should a child do while another one is adding?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together
# has: $_.acquire(block=False, ...)
# or: $_.acquire(blocking=False, ...)
# or: $_.acquire(timeout=$_, ...)
# ok: lock.acquire()

from multiprocessing import Lock, Process


def add(shared, key, lock):
    if lock.acquire(block=False):
        shared[key] += 1
        lock.release()


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
