"""Exercise 04: a child cannot touch its parent's memory."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

x: int = 100


def _wipe(report: Callable[[int], object]) -> None:
    global x
    x = 0
    report(x)


def prove_isolation(report: Callable[[int], object]) -> int:
    """Let one child wipe `x`, wait for it, return our own `x`."""
    with ProcessPoolExecutor(max_workers=1) as executor:
        executor.submit(_wipe, report).result()
    return x


if __name__ == "__main__":
    assert prove_isolation(print) == 100
