"""What the children were given makes locks, and is none itself: the brackets behind `Lock` are missing.

`Lock` is what one calls to get a lock; `Lock()`, with its brackets, is the call. Your children tried to hold the maker
of locks, and Python refused: it has no `acquire`, and `with` can do nothing with it. Each of them ended with an error
before it had added anything; `join()` does not pass errors on, so the parent never heard of it.

Print what you hand to the children. How many locks are made in your program, and in which line?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: Process(args=(..., Lock, ...), ...)
# or: $L = Lock
#     Process(args=(..., $L, ...), ...)
# or: with Lock:
#         ...
# ok: lock = Lock()
#     Process(target=add, args=(shared, key, lock))
# ok: Process(target=add, args=(shared, key, Lock()))

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    processes = [Process(target=add, args=(shared, key, Lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
