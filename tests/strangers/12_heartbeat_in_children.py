# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: every child has a daemon thread that ticks while it waits, but a Value's own lock does the excluding.
# mistake: none
import os
import sys
import threading
from multiprocessing import Process, Value


def tick(stop):
    while not stop.wait(0.2):
        print(os.getpid(), "is waiting or adding", file=sys.stderr)


def add(shared, key, done):
    stop = threading.Event()
    threading.Thread(target=tick, args=(stop,), daemon=True).start()
    with done.get_lock():
        shared[key] += 1
        done.value += 1
    stop.set()


def count(shared, key, n):
    done = Value("i", 0)
    children = [Process(target=add, args=(shared, key, done)) for _ in range(n)]
    for c in children:
        c.start()
    for c in children:
        c.join()
    return done.value
