# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: the lock is held while a child is started, not while it adds.
# mistake: lock around start instead of around the update
# named: lock_around_start
from multiprocessing import Lock, Process


def add(shared, key):
    shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    ps = []
    for _ in range(n):
        p = Process(target=add, args=(shared, key))
        with lock:
            p.start()
        ps.append(p)
    for p in ps:
        p.join()
