# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: each child opens the same temporary file itself and takes an exclusive flock before it reads.
# mistake: none
import fcntl
import os
import tempfile
from multiprocessing import Process


def add(shared, key, path):
    with open(path, "rb") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        shared[key] = shared[key] + 1
        fcntl.flock(f, fcntl.LOCK_UN)


def count(shared, key, n):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    try:
        kids = [Process(target=add, args=(shared, key, path)) for _ in range(n)]
        for k in kids:
            k.start()
        for k in kids:
            k.join()
    finally:
        os.remove(path)
