# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the base constructor comes first and gets the name, and run calls the task with it.
# mistake: none
"""Exercise 02: write a Process subclass."""

import os
from multiprocessing import Process
from typing import Any, Callable


class Worker(Process):
    """A process that calls `task(name)` once, in the child, when it is started."""

    def __init__(self, task: Callable[[str], Any], name: str) -> None:
        super().__init__(name=name)
        self.task = task

    def run(self) -> None:
        print(f"{self.name}: process {os.getpid()} begins")
        self.task(self.name)
        print(f"{self.name}: process {os.getpid()} ends")


def greet(name: str) -> None:
    print("hello from", name)


if __name__ == "__main__":
    workers = [Worker(greet, n) for n in ("delta", "ember")]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    print([w.exitcode for w in workers])
