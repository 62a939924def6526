# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: nothing but the clock keeps the children apart.
import threading
from multiprocessing import Process


def add(shared, key, turn):
    threading.Event().wait(6 * turn)
    shared[key] += 1


def count(shared, key, n):
    children = [Process(target=add, args=(shared, key, turn)) for turn in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
