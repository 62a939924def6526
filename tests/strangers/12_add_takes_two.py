# exercise: 12_manager_race
# right: fork 1 of 3, spawn 1 of 3, forkserver 1 of 3: three arguments are passed to a function of two, so every child ends with a TypeError and nothing is added.
# mistake: wrong number of parameters
# named: none
from multiprocessing import Lock, Process

def add(shared, key):
    shared[key] += 1

def count(shared, key, n):
    lock = Lock()
    processes = []
    for i in range(n):
        p = Process(target=add, args=(shared, key, lock))
        processes.append(p)
    for p in processes:
        p.start()
    for p in processes:
        p.join()
