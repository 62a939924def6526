"""Exercise 04: prove that processes do not share memory."""

from multiprocessing import Process

x = 100


def child(report):
    """Runs in the child process: set the global `x` to 0, then call `report(x)`."""
    ### BEGIN SOLUTION
    global x
    x = 0
    report(x)
    ### END SOLUTION


def prove_isolation(report):
    """Let a child process change `x`; once the child is done, return this process's own `x`."""
    ### BEGIN SOLUTION
    process = Process(target=child, args=(report,))
    process.start()
    process.join()
    return x
    ### END SOLUTION
