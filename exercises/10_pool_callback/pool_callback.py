"""Exercise 10: log the results of a pool."""

from multiprocessing import Pool


def collect(task, items, log, processes):
    """Have a pool of `processes` workers call `task(item)` for each item; log each result here as it comes in."""
    # YOUR CODE HERE
    raise NotImplementedError()
