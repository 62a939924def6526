# exercise: 12_manager_race
# right: fork 1 of 3, spawn 1 of 3, forkserver 1 of 3: the key of the example is written into the program, so with any other key every child dies of a KeyError.
# mistake: hard-coded key
# named: key_written_down
from multiprocessing import Lock, Process


def add(shared, lock):
    with lock:
        shared["hits"] += 1


def count(shared, key, n):
    lock = Lock()
    children = [Process(target=add, args=(shared, lock)) for _ in range(n)]
    for c in children:
        c.start()
    for c in children:
        c.join()
