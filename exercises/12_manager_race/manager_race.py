"""Exercise 12: count together in a managed dict."""

import multiprocessing
from multiprocessing import Process


def add(shared, key, *more):
    """Runs in each child process: add 1 to `shared[key]`; `more` is whatever else you hand to a child."""
    # YOUR CODE HERE
    raise NotImplementedError()


def count(shared, key, n):
    """Let `n` child processes, all alive at once, each add 1 to `shared[key]`; return when all are done."""
    # YOUR CODE HERE
    raise NotImplementedError()
