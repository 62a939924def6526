"""Every child made a lock of its own, and a lock that nobody else has keeps nobody out.

The line that makes the lock runs in each child. So there are as many locks as children; each child took its
own, which was free, of course, and went on. All of them read the same value and wrote the same result.

How many locks should there be for one entry, and which process can make one that all the children get?
"""
# fails: test_no_update_is_lost
# has: def $F(...):
#          $L = Lock()  # here
#          with $L:
#              $_[$_] += $_
# or: def $F(...):
#         with Lock():  # here
#             $_[$_] += $_
# or: def $F(...):
#         $L = Lock()  # here
#         $L.acquire()
#         $_[$_] += $_
# ok: for _ in range(n):
#         Process(target=add, args=(shared, key, Lock()))
# ok: lock = Lock()
#     Process(target=add, args=(shared, key, lock))

from multiprocessing import Lock, Process


def add(shared, key):
    lock = Lock()
    with lock:
        shared[key] += 1


def count(shared, key, n):
    processes = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
