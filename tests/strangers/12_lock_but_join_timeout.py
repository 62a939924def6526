# exercise: 12_manager_race
# right: fork 1-2 of 3, spawn 0-2 of 3, forkserver 0-2 of 3: the lock is right, but the joins give up after half a second each and count returns with children still running, or still to begin, which then find no lock any more.
# mistake: join with a timeout
# named: none
from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    ps = [Process(target=add, args=(shared, key, lock)) for i in range(n)]
    for p in ps:
        p.start()
    for p in ps:
        p.join(0.5)
