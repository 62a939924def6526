# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: each child is joined before the next one starts, so the total is right but never two are alive together.
# mistake: join in the loop of the starts instead of a lock
# named: join_in_the_start_loop
from multiprocessing import Process


def add(shared, key):
    shared[key] += 1


def count(shared, key, n):
    for i in range(n):
        p = Process(target=add, args=(shared, key))
        p.start()
        p.join()
