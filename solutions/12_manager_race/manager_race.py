"""Exercise 12: count together in a managed dict."""

import multiprocessing
from multiprocessing import Process


def add(shared, key, *more):
    """Runs in each child process: add 1 to `shared[key]`; `more` is whatever else you hand to a child."""
    ### BEGIN SOLUTION
    (lock,) = more
    with lock:
        shared[key] += 1
    ### END SOLUTION


def count(shared, key, n):
    """Let `n` child processes, all alive at once, each add 1 to `shared[key]`; return when all are done."""
    ### BEGIN SOLUTION
    lock = multiprocessing.Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    ### END SOLUTION
