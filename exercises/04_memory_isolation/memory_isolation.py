"""Exercise 04: prove that processes do not share memory."""

from multiprocessing import Process

x = 100


def child(report):
    """Runs in the child process: set the global `x` to 0, then call `report(x)`."""
    # YOUR CODE HERE
    raise NotImplementedError()


def prove_isolation(report):
    """Let a child process change `x`; once the child is done, return this process's own `x`."""
    # YOUR CODE HERE
    raise NotImplementedError()
