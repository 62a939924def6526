"""A Process subclass reports; the caller does not wait for it, and reads its `ident`."""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing import Process


class Reporter(Process):
    """A process that reports who it is."""

    def __init__(self, report: Callable[[int, int], object]) -> None:
        super().__init__()
        self.report = report

    def run(self) -> None:
        self.report(os.getpid(), os.getppid())


def identify(report: Callable[[int, int], object]) -> tuple[int, int | None]:
    reporter = Reporter(report)
    reporter.start()
    return (os.getpid(), reporter.ident)
