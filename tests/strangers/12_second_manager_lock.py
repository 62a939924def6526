# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: the lock lives in a second manager, which the with block ends after the joins.
# mistake: none
from multiprocessing import Manager, Process


def add(shared, key, lock):
    lock.acquire()
    try:
        old = shared.get(key)
        shared.update({key: old + 1})
    finally:
        lock.release()


def count(shared, key, n):
    with Manager() as helper:
        lock = helper.Lock()
        ps = []
        for i in range(n):
            p = Process(target=add, args=(shared, key, lock), name=f"adder-{i}")
            p.start()
            ps.append(p)
        for p in ps:
            p.join()
