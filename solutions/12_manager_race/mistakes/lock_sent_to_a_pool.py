"""A lock cannot be sent to a pool that is running already.

The arguments of a pool's tasks are pickled and sent to the workers through a queue. A lock of
`multiprocessing` cannot travel that way: it may be given to a process only while that process is being
made. Python refused with RuntimeError, and no child added anything.

What can be given to a pool's workers when they are made? And are there locks that may be sent?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: $L = Lock()
#      $_.starmap(...)
# or: $L = Lock()
#     $_.apply_async(...)
# or: $L = Lock()
#     $_.map(...)
# or: $L = Lock()
#     $_.apply(...)
# or: $L = Lock()
#     $_.submit(...)
# has not: Manager()
# ok: manager.Lock()

from multiprocessing import Lock, Pool


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    with Pool(n) as pool:
        pool.starmap(add, [(shared, key, lock)] * n)
