"""Exercise 06: wait for a child process."""

from multiprocessing import Process


def run_and_wait(task, name):
    """Run `task(name)` in a child process, wait until it has ended, and return its exit code."""
    ### BEGIN SOLUTION
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    return process.exitcode
    ### END SOLUTION
