"""The semaphore stands at the top of the file, and is handed to each child all the same."""

from multiprocessing import Condition, Process, Semaphore

semaphore = Semaphore()
condition = Condition()


def add(shared, key, one_at_a_time, also):
    with one_at_a_time, also:
        old = shared.pop(key)
        shared.setdefault(key, old + 1)


def count(shared, key, n):
    children = []
    for number in range(n):
        child = Process(target=add, args=(shared, key, semaphore, condition), name=f"child {number}")
        child.start()
        children.append(child)
    while children:
        children.pop().join()
