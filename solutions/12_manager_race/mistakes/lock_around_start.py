"""The lock is held while a child is being started, and not while it adds.

It is the parent that takes the lock, around `start()`, and gives it back at once. `start()` returns before
the child has done its work, and the child knows nothing of the lock. By the time that the children read and
wrote, nobody held it; all of them read the same value and wrote the same result.

Which process has to hold the lock, and during which lines?
"""
# fails: test_no_update_is_lost
# has: $_.acquire()
#      $_.start()
#      $_.release()
# or: with $L:
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
