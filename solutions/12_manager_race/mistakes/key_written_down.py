"""The children added under a key that stands in the program, not under the one that was asked for.

`count` gets the key as a parameter. A key in quotation marks is the one of your own trial: with another dict the
entry does not exist, or it is not the one that is to be counted in.

What is `key` in your trial, and what may it be when somebody else calls `count`?
"""
# fails: test_all_children_are_alive_together, test_count_returns_when_all_are_done, test_no_update_is_lost
# has: $_[$K] += $_
# where: $K is a text
# ok: shared[key] += 1

from multiprocessing import Lock, Process


def add(shared, lock):
    with lock:
        shared["hits"] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
