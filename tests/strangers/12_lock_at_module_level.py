# exercise: 12_manager_race
# right: fork 3 of 3, spawn 2 of 3, forkserver 2-3 of 3: under fork all children inherit the one lock, but a child that imports the file makes a lock of its own.
# mistake: lock made at module level, so that it is not the same for all
# named: lock_at_module_level
from multiprocessing import Lock, Process

lock = Lock()


def add(shared, key):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    children = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for c in children:
        c.start()
    for c in children:
        c.join()
