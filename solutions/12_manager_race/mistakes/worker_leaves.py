"""A worker ends in the middle of its task, and the pool waits for that task for ever.

`sys.exit` (and `os._exit`, and a signal) ends the process that it is called in, here a worker of the pool. The 1 was
added by then. But the pool never heard that the task is over: it puts a new worker in the old one's place, and waits
for a result that never comes.

How does a function that a worker calls come to its end, without ending the worker?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: def $F(...):
#          sys.exit(...)
# or: def $F(...):
#         _exit(...)
# or: def $F(...):
#         exit(...)
# or: def $F(...):
#         kill(getpid(), $_)
# has: $_.apply_async(func=$F, ...)
# or: $_.apply(func=$F, ...)
# or: $_.map(func=$F, ...)
# or: $_.starmap(func=$F, ...)
# ok: def add(shared, key, lock):
#         with lock:
#             shared[key] += 1
#         sys.exit()
#     Process(target=add, args=(shared, key, lock))

import sys
from multiprocessing import Manager, Pool


def add(shared, key, lock):
    with lock:
        shared[key] += 1
    sys.exit()


def count(shared, key, n):
    with Manager() as manager:
        lock = manager.Lock()
        with Pool(n) as pool:
            pool.starmap(add, [(shared, key, lock)] * n, chunksize=1)
            pool.close()
            pool.join()
