"""Updates were lost: nothing keeps the children apart.

`shared[key] += 1` looks like one step and is three, whether they are written in one line or in three: read the old
value, add 1, write the new value. The manager does each request whole, but between two requests of one child it
serves the others. Your children all read the same value, all added 1 to it, and all wrote the same result.

What would make the three steps one, as far as the other children are concerned?
"""
# fails: test_no_update_is_lost
# has: $_[$_] += $_
# or: $D[$K] = $D[$K] + $_
# or: $_ = $D[$K]
#     $D[$K] = $_
# has not: with $_:
#              ...
# has not: $_.acquire(...)
# has not: Lock()
# has not: Semaphore(...)
# has not: Event()
# has not: Barrier(...)
# has not: Condition()
# has not: $_.wait(...)
# has not: while $_() < $_:
#              ...
# ok: with lock:
#         shared[key] += 1

from multiprocessing import Process


def add(shared, key):
    shared[key] += 1


def count(shared, key, n):
    processes = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
