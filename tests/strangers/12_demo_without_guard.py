# exercise: 12_manager_race
# right: fork 3 of 3, spawn 0 of 3, forkserver 0 of 3: the example at the bottom starts a manager at every import, also in the children.
# mistake: trial code without a main guard
# named: no_main_guard
from multiprocessing import Lock, Manager, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    ps = []
    for i in range(n):
        ps.append(Process(target=add, args=(shared, key, lock)))
    for p in ps:
        p.start()
    for p in ps:
        p.join()


with Manager() as manager:
    shared = manager.dict(hits=7)
    count(shared, "hits", 4)
    print(shared["hits"])
