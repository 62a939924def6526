"""Exercise 07: start all, then join all."""

import time
from multiprocessing import Process


def run_all(tasks):
    """Run every task in a process of its own, all at once; return the seconds it took until all were done."""
    ### BEGIN SOLUTION
    began = time.perf_counter()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - began
    ### END SOLUTION
