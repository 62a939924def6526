"""A Process subclass does the work, with type hints and a demo under a guard."""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing import Process


class Launched(Process):
    """A process that runs one task."""

    def __init__(self, task: Callable[[str], object], argument: str) -> None:
        super().__init__(name=f"launched-{argument}", daemon=False)
        self.task = task
        self.argument = argument

    def run(self) -> None:
        self.task(self.argument)


def launch(task: Callable[[str], object], name: str) -> Process:
    launched = Launched(task, name)
    launched.start()
    return launched


def demo(name: str) -> None:
    print(f"{name} is running...")
    time.sleep(3)
    print(f"{name} is done ...")


if __name__ == "__main__":
    child = launch(demo, "we")
    print("main Process")
    child.join()
