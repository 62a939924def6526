"""Exercise 10: log every result as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from multiprocessing import get_context
from typing import Any


def collect(
    task: Callable[[Any], Any],
    items: Iterable[Any],
    log: Callable[[Any], object],
    processes: int,
) -> None:
    """Run `task(item)` in a pool; `log` gets each result, here in the caller."""
    with get_context().Pool(processes) as pool:
        pending = [pool.apply_async(task, (item,), callback=log) for item in items]
        for result in pending:
            result.wait()


if __name__ == "__main__":
    collect(abs, [-3, -2, -1], print, processes=2)
