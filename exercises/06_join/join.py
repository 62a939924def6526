"""Exercise 06: wait for a child process."""

from multiprocessing import Process


def run_and_wait(task, name):
    """Run `task(name)` in a child process, wait until it has ended, and return its exit code."""
    # YOUR CODE HERE
    raise NotImplementedError()
