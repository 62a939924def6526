"""A process was started twice.

A `Process` object stands for one run of one child process. Its second `start()` raises AssertionError, even
when the child has ended long ago. `count` ended there, and waited for nobody.

In which of your lines is a child started, and how often is each of them reached for one and the same child?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: $P.start()
#      $P.start()
# or: for $_ in $_:
#         $_.start()
#     for $_ in $_:
#         $_.start()
# or: def $_(...):
#         $_.start()
#     def $_(...):
#         $_.start()
# ok: for p in p_list:
#         p.start()

import multiprocessing
from multiprocessing import Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = multiprocessing.Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.start()
        child.join()
