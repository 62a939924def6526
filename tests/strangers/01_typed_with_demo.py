# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the child gets the function and a one-item tuple, is started, and the Process comes back at once.
# mistake: none
"""Exercise 01: start a function in a child process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from multiprocessing import Process


def launch(task: Callable[[str], object], name: str) -> Process:
    """Start `task(name)` in a child process, and return the started `Process` at once."""
    process: Process = Process(target=task, args=(name,), name=f"launched-{name}")
    process.start()
    print(f"[{os.getpid()}] launched {process.name} as {process.pid}")
    return process


def greet(name: str) -> None:
    print(name, "is running in process", os.getpid())
    time.sleep(1)
    print(name, "is done")


if __name__ == "__main__":
    p = launch(greet, "delta")
    p.join()
    print("exit code", p.exitcode)
