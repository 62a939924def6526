# exercise: 12_manager_race
# right: fork 1-2 of 3, spawn 1-2 of 3, forkserver 1-2 of 3: the sum stays in a local variable.
# mistake: adds to a local variable
# named: none
from multiprocessing import Lock, Process


def add(shared, key, lock):
    lock.acquire()
    value = shared[key]
    value += 1
    lock.release()


def count(shared, key, n):
    lock = Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for c in children:
        c.start()
    for c in children:
        c.join()
