# exercise: 12_manager_race
# right: fork 0 of 3, spawn 0 of 3, forkserver 0 of 3: the parent adds, and the children do nothing.
# mistake: the parent adds instead of the children
# named: counted_in_the_caller
from multiprocessing import Process


def add(shared, key):
    print("adding 1 to", key)


def count(shared, key, n):
    ps = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    shared[key] = shared[key] + n
