"""Exercise 09: give tasks to a pool of workers, one at a time and several at once."""

from multiprocessing import Pool


def run_serial(task, items, processes):
    """Call `task(item)` for each item in a pool, one at a time; return the list of results."""
    # YOUR CODE HERE
    raise NotImplementedError()


def run_parallel(task, items, processes):
    """Call `task(item)` for each item in a pool, all workers at once; return the list of results."""
    # YOUR CODE HERE
    raise NotImplementedError()
