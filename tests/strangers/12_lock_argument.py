# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: one Lock from the parent is passed to every child and held round read and write.
# mistake: none
"""Exercise 12: count together in a managed dict."""

from multiprocessing import Lock, Process


def add(shared, key, lock):
    """Runs in each child process: add 1 to `shared[key]`."""
    with lock:
        shared[key] += 1


def count(shared, key, n):
    """Let `n` child processes, all alive at once, each add 1 to `shared[key]`; return when all are done."""
    lock = Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
