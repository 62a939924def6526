"""A Process subclass does the work; it is joined on the way out of a `with` block."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import Process


class Job(Process):
    """A process that is started and joined by a `with` block."""

    def __init__(self, task: Callable[[str], object], name: str) -> None:
        super().__init__(name=name)
        self.task = task

    def run(self) -> None:
        print(self.name, "is running...", flush=True)
        self.task(self.name)
        print(self.name, "is done", flush=True)

    def __enter__(self) -> Job:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.join()


def run_and_wait(task: Callable[[str], object], name: str) -> int | None:
    with Job(task, name) as job:
        pass
    return job.exitcode
