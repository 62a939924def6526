"""The parent takes the lock around `start()`, and no child asks for it.

A lock keeps out only those who ask for it. The children know nothing of this one: `start()` sets a child going, and
the child reads, adds and writes whether or not somebody else holds a lock meanwhile. So several of them read the same
value, and each wrote the same result.

Which process has to hold the lock, and during which lines?
"""
# fails: test_no_update_is_lost
# has: $_.acquire()  # here
#      $_.start()
#      $_.release()
# or: with $L:  # here
#         $_.start()
# has not: def $_(...):
#              with $_:
#                  $_[$_] += $_
# ok: with lock:
#         shared[key] += 1
# where: $L is a name

from multiprocessing import Lock, Process


def add(shared, key):
    shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = []
    for _ in range(n):
        process = Process(target=add, args=(shared, key))
        lock.acquire()
        process.start()
        lock.release()
        processes.append(process)
    for process in processes:
        process.join()
