"""Exercise 01: start a function in a child process."""

from multiprocessing import Process


def launch(task, name):
    """Start `task(name)` in a child process, and return the started `Process` at once."""
    # YOUR CODE HERE
    raise NotImplementedError()
