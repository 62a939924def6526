# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the child asks for its own two numbers, the caller for its own and its child's after the start.
# mistake: none
"""Exercise 08: know processes by their pids."""

import os
from multiprocessing import Process


def child(report):
    report(os.getpid(), os.getppid())


def identify(report):
    """Let a child call `report(its own pid, its parent's pid)`; return `(the caller's pid, the child's pid)`."""
    process = Process(target=child, args=(report,))
    process.start()
    process.join()
    return os.getpid(), process.pid


def show(pid, parent):
    print("child:  I am", pid, "and my parent is", parent)


if __name__ == "__main__":
    me, kid = identify(show)
    print("caller: I am", me, "and my child is", kid)
