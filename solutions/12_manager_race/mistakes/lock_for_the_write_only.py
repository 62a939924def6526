"""The lock is held for the writing, but the reading was over by then.

Each child reads the value before it takes the lock. So all of them can read the same old value; then they
queue for the lock, and one after another they write the same new one. The writing was never the trouble:
the manager does that whole anyway. What must not change between the reading and the writing is the value.

Which lines belong together so that nobody may come between them?
"""
# fails: test_no_update_is_lost
# has: $V = $D[$_]
#      with $_:
#          $D[$_] = $_
# or: $V = $D.get(...)
#     with $_:
#         $D[$_] = $_
# or: $V = $D[$_]
#     $_.acquire()
#     $D[$_] = $_
# or: $V = $D[$_] + $_
#     with $_:
#         $D[$_] = $V
# ok: with lock:
#         value = shared[key]
#         shared[key] = value + 1
# has not: with $_:
#              $V = $_

from multiprocessing import Lock, Process


def add(shared, key, lock):
    value = shared[key]
    with lock:
        shared[key] = value + 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
