# exercise: 12_manager_race
# right: fork 2 of 3, spawn 1 of 3, forkserver 1 of 3: no two children ever meet at one lock, and under spawn and forkserver each lock is deleted before its child has found it, which then dies of FileNotFoundError.
# mistake: a lock of its own for each child
# named: locks_made_in_the_loop
from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    children = []
    for _ in range(n):
        child = Process(target=add, args=(shared, key, Lock()))
        child.start()
        children.append(child)
    for child in children:
        child.join()
