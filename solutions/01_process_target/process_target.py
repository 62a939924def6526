"""Exercise 01: start a function in a child process."""

from multiprocessing import Process


def launch(task, name):
    """Start `task(name)` in a child process, and return the started `Process` at once."""
    ### BEGIN SOLUTION
    process = Process(target=task, args=(name,))
    process.start()
    return process
    ### END SOLUTION
