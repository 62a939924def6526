# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: each child sleeps a fifth of a second longer than the one before it, and nothing keeps a slow one from being overtaken.
# mistake: staggered sleeps instead of a lock
# named: staggered_by_sleeping
import time
from multiprocessing import Process


def add(shared, key, i):
    time.sleep(0.2 * i)
    shared[key] += 1


def count(shared, key, n):
    children = []
    for i in range(n):
        c = Process(target=add, args=(shared, key, i))
        c.start()
        children.append(c)
    for c in children:
        c.join()
