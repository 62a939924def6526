"""Exercise 04: prove that processes do not share memory."""

from multiprocessing import Process

x = 100


def prove_isolation(report):
    """Set `x` to 0 in a child that reports it, and return the parent's `x` afterwards."""
    # YOUR CODE HERE
    raise NotImplementedError()
