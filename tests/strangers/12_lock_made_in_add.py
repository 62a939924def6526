# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: each child has a lock of its own.
# mistake: the lock is made in the child
# named: lock_of_each_child
from multiprocessing import Lock, Process


def add(shared, key):
    lock = Lock()
    with lock:
        shared[key] += 1


def count(shared, key, n):
    ps = []
    for i in range(n):
        p = Process(target=add, args=(shared, key))
        ps.append(p)
        p.start()
    for p in ps:
        p.join()
