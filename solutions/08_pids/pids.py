"""Exercise 08: know processes by their pids."""

import os
from multiprocessing import Process


def identify(report):
    """Let a child call `report(its own pid, its parent's pid)`; return `(the caller's pid, the child's pid)`."""
    ### BEGIN SOLUTION
    child = Process(target=report_pids, args=(report,))
    child.start()
    child.join()
    return os.getpid(), child.pid


def report_pids(report):
    """What the child does."""
    report(os.getpid(), os.getppid())
    ### END SOLUTION
