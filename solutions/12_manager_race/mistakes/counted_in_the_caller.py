"""The parent did the adding; the children only came and went.

Each child was started, and ended without touching the dict. Afterwards the parent added `n` itself. The
total is right because only one process ever wrote, but then the children were of no use: it is they who are
to add.

What would happen if the line that adds stood in the function that the children run?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: def count($D, ...):
#          $D[$_] += $_
# or: def count($D, ...):
#         $D[$_] = $_
# ok: def add(shared, key):
#         shared[key] += 1
# has not: def $F($D, ...):
#              $D[$_] += $_
#          Process(target=$F, ...)

import os
from multiprocessing import Process


def add():
    print("process", os.getpid(), "is here")


def count(shared, key, n):
    processes = [Process(target=add) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    shared[key] += len(processes)
