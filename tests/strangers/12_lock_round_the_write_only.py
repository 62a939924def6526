# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: the old value is read before the lock is taken, so several children read the same one.
# mistake: the lock protects only the write
# named: lock_for_the_write_only
from multiprocessing import Lock, Process


def add(shared, key, lock):
    value = shared[key]
    value += 1
    lock.acquire()
    shared[key] = value
    lock.release()


def count(shared, key, n):
    lock = Lock()
    jobs = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for j in jobs:
        j.start()
    for j in jobs:
        j.join()
