"""Exercise 02: a worker that is a process."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import Process


class Worker(Process):
    """Calls `task(name)` once, in the child."""

    def __init__(self, task: Callable[[str], object], name: str) -> None:
        super().__init__(name=name)
        self._task = task

    def run(self) -> None:
        self._task(self.name)
