"""Processes of a context of their own, joined in the order in which they end."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing import connection


def run_all(tasks: list[Callable[[], object]]) -> float:
    context = multiprocessing.get_context("spawn")
    started_at = time.monotonic_ns()
    waiting = {}
    for task in tasks:
        child = context.Process(target=task, daemon=True)
        child.start()
        waiting[child.sentinel] = child
    while waiting:
        for sentinel in connection.wait(list(waiting)):
            child = waiting.pop(sentinel)
            child.join()
            print(child.name, "is done after", time.monotonic_ns() - started_at, "ns")
    return (time.monotonic_ns() - started_at) / 1_000_000_000
