# exercise: 12_manager_race
# right: fork 2 of 3, spawn 0 of 3, forkserver 0 of 3: a lock of threading cannot be sent, and is copied by fork.
# mistake: threading.Lock instead of multiprocessing.Lock
# named: threading_lock
from multiprocessing import Process
from threading import Lock


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for c in children:
        c.start()
    for c in children:
        c.join()
