"""The caller looks at the total when all children are done, and returns it, which nobody asks for and harms nobody."""

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] = shared[key] + 1


def count(shared, key, n):
    lock = Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print("total:", shared[key])
    return shared[key]
