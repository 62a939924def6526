# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: start, join without limit, and the exit code after that.
# mistake: none
"""Exercise 06: wait for a child process."""

import time
from multiprocessing import Process
from typing import Any, Callable, Optional


def run_and_wait(task: Callable[[str], Any], name: str) -> Optional[int]:
    """Run `task(name)` in a child process, wait until it has ended, and return its exit code."""
    process = Process(target=task, args=(name,))
    process.start()
    process.join()
    return process.exitcode


def walk(name: str) -> None:
    print(name, "is walking...")
    time.sleep(1)


def stumble(name: str) -> None:
    raise ValueError(f"{name} stumbled")


if __name__ == "__main__":
    print("exit code", run_and_wait(walk, "delta"))
    print("exit code", run_and_wait(stumble, "ember"))
