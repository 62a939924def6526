# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: every child spins until its own slot on the clock, and a late or slow one runs into the next slot.
# mistake: loops on time.monotonic to keep the children apart
# named: none
import time
from multiprocessing import Process


def add(shared, key, when):
    while time.monotonic() < when:
        pass
    shared[key] += 1


def count(shared, key, n):
    zero = time.monotonic() + 1
    crew = [Process(target=add, args=(shared, key, zero + 0.1 * i)) for i in range(n)]
    for p in crew:
        p.start()
    for p in crew:
        p.join()
