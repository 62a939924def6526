# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: between asking whether the lock file exists and making it another child can do the same.
# mistake: a file whose existence is tested and then created is no lock
# named: none
import os
import tempfile
from multiprocessing import Process


def add(shared, key, path):
    while os.path.exists(path):
        pass
    open(path, "w").close()
    shared[key] += 1
    if os.path.exists(path):
        os.unlink(path)


def count(shared, key, n):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "busy")
        children = [Process(target=add, args=(shared, key, path)) for _ in range(n)]
        for c in children:
            c.start()
        for c in children:
            c.join()
