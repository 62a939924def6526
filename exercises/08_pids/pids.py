"""Exercise 08: know processes by their pids."""

import os
from multiprocessing import Process


def identify(report):
    """Let a child call `report(its own pid, its parent's pid)`; return `(the caller's pid, the child's pid)`."""
    # YOUR CODE HERE
    raise NotImplementedError()
