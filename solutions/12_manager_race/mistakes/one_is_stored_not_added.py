"""Each child stored 1 instead of adding 1.

`shared[key] = 1` forgets whatever was there before. The first value is gone, and so is everything that the
other children stored; what is left is the 1 of whichever child came last.

What does the new value depend on?
"""
# fails: test_no_update_is_lost
# has: $_[$_] = 1
# ok: shared[key] += 1

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] = 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
