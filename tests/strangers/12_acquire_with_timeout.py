# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: a child that has waited a second for the lock goes in without it.
# mistake: acquire(timeout=1) whose answer is ignored
# named: none
from multiprocessing import Lock, Process


def add(shared, key, lock):
    got = lock.acquire(timeout=1)
    shared[key] += 1
    if got:
        lock.release()


def count(shared, key, n):
    lock = Lock()
    ps = [Process(target=add, args=(shared, key, lock)) for i in range(n)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
