"""The parent sleeps between two starts.

The next child is started only when the sleep is over. A child that is done sooner has ended by then: the children are
there one after another, and not at the same time. The lock does its work, but there may be nobody for whom to wait.

What has to be over before the next child can be started, and does the lock not see to the rest?
"""
# fails: test_all_children_are_alive_together
# has: for $_ in $_:
#          ...
#          $_.start()
#          ...
#          sleep(...)
# ok: for child in children:
#         child.start()
#     for child in children:
#         child.join()

import time
from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children:
        child.start()
        time.sleep(0.5)
    for child in children:
        child.join()
