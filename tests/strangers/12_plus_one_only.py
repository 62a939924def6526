# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: nothing keeps the children apart.
# mistake: no lock
# named: no_lock
from multiprocessing import Process


def add(shared, key):
    shared[key] += 1


def count(shared, key, n):
    ps = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
