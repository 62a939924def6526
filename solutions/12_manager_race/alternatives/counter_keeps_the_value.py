"""The number is kept in a Value, and written to the dict while the Value's own lock is held."""

from multiprocessing import Process, Value


def add(shared, key, counter):
    with counter.get_lock():
        counter.value += 1
        shared[key] = counter.value


def count(shared, key, n):
    counter = Value("q", shared[key])
    children = [Process(target=add, args=(shared, key, counter)) for _ in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
