"""A child was waited for before it was started.

`join()` waits for the end of a process that is running. Yours was not running yet, so `join()` stopped
with an AssertionError, and no child was ever started.

Read the two calls aloud in their order: what do they say?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: $P.join()  # here
#      $P.start()
# or: for $_ in $_:
#         $_.join()  # here
#     for $_ in $_:
#         $_.start()
# or: $P.join(timeout=$_)  # here
#     $P.start()
# has not: $P.start()
#          $P.join()
# ok: p.start()
#     p.join()
# ok: ", ".join(names)
# where: $P is no text

import multiprocessing
from multiprocessing import Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = multiprocessing.Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children:
        child.join()
    for child in children:
        child.start()
