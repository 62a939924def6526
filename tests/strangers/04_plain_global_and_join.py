# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the child sets the global and reports it, and the parent joins before it reads its own.
# mistake: none
"""Exercise 04: prove that processes do not share memory."""

import os
from multiprocessing import Process
from typing import Callable

x: int = 100


def child(report: Callable[[int], None]) -> None:
    """Runs in the child process: set the global `x` to 0, then call `report(x)`."""
    global x
    x = 0
    report(x)


def prove_isolation(report: Callable[[int], None]) -> int:
    """Let a child process change `x`; once the child is done, return this process's own `x`."""
    process = Process(target=child, args=(report,))
    process.start()
    process.join()
    return x


def tell(value: int) -> None:
    print("process", os.getpid(), "has x =", value)


if __name__ == "__main__":
    print("process", os.getpid(), "has x =", prove_isolation(tell))
