# exercise: 05_manager_share
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: each child dies of a TypeError before its task.
import os
from multiprocessing import Manager, Process


def store(task, pairs, numbers):
    pairs[os.getpid()] = task()
    numbers.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        pairs, numbers = manager.dict(), manager.list()
        children = [Process(target=store, args=(pairs, numbers)) for _ in range(n)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return pairs.copy(), list(numbers)
