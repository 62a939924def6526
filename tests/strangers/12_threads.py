# exercise: 12_manager_race
# right: fork 0 of 3, spawn 0 of 3, forkserver 0 of 3: threads are no processes.
# mistake: threads instead of processes
# named: threads_not_processes
from threading import Lock, Thread


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    ts = [Thread(target=add, args=(shared, key, lock)) for _ in range(n)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
