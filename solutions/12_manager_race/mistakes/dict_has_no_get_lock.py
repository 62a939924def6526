"""A managed dict has no lock to ask for.

`get_lock()` belongs to `multiprocessing.Value` and `multiprocessing.Array`, which bring a lock along. A
managed dict has none. Each child ended with AttributeError before it had added anything; `join()` does not
pass errors on, so the parent never heard of it.

Who has to make the lock here, and how does it get to the children?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: $_.get_lock()
# ok: with lock:
#         shared[key] += 1

from multiprocessing import Process


def add(shared, key):
    with shared.get_lock():
        shared[key] += 1


def count(shared, key, n):
    processes = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
