"""A child ended while it held the lock, and a lock does not come back by itself.

`os._exit` (and a signal) ends the process on the spot: what stands behind it is not reached, and a `with` block is not
left as it should be. So the first child added 1 and took the lock along. All the others wait for it for ever, and the
parent waits for them.

How does a child come to its end by itself? And which lines does it leave out when it ends like this?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: with $_:
#          _exit(...)
# or: with $_:
#         kill(getpid(), $_)
# or: $L.acquire(...)
#     _exit(...)
# or: $L.acquire(...)
#     kill(getpid(), $_)
# has not: $L.release()
#          _exit(...)
# has not: $L.release()
#          kill(getpid(), $_)
# ok: with lock:
#         shared[key] += 1
#     _exit(0)
# ok: with lock:
#         shared[key] += 1
#         sys.exit(0)

import os
from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1
        print("added 1")
        os._exit(0)


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
