"""The children added to another managed dict, which `count` made itself.

There are two dicts: the one that `count` was given, and the one that its own manager made. The lock works and no
update is lost, but in the second one; nobody ever touched the first, and the second ends with its manager.

Which dict does the caller look at when `count` has returned?
"""
# fails: test_all_children_are_alive_together, test_count_returns_when_all_are_done, test_no_update_is_lost
# has: def count(...):
#          $C = $_.dict(...)
#          Process(args=(..., $C, ...), ...)
# ok: Process(target=add, args=(shared, key, lock))

from multiprocessing import Manager, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    with Manager() as manager:
        counts = manager.dict({key: 0})
        lock = manager.Lock()
        processes = [Process(target=add, args=(counts, key, lock)) for _ in range(n)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        print(counts)
