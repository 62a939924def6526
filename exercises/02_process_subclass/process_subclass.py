"""Exercise 02: write a Process subclass."""

from multiprocessing import Process


class Worker(Process):
    """A process that calls `task(name)` once, in the child, when it is started."""

    # YOUR CODE HERE
    raise NotImplementedError()
