# exercise: 12_manager_race
# right: fork 0-1 of 3, spawn 0-1 of 3, forkserver 0-1 of 3: the first child ends without giving the lock back, and all the others wait for ever.
# mistake: lock acquired but never released
# named: lock_never_released
from multiprocessing import Lock, Process

def add(shared, key, lock):
    lock.acquire()
    shared[key] = shared[key] + 1
    lock.release

def count(shared, key, n):
    lock = Lock()
    processes = []
    for i in range(n):
        p = Process(target=add, args=(shared, key, lock))
        p.start()
        processes.append(p)
    for p in processes:
        p.join()
