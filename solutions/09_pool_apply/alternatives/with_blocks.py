"""`with` blocks that end after all results are in; `map` hands out the items; typed, and it prints."""

from __future__ import annotations

import multiprocessing as mp
import os
from collections.abc import Callable, Sequence
from typing import Any


def run_serial(task: Callable[[Any], Any], items: Sequence[Any], processes: int) -> list[Any]:
    results: list[Any] = []
    with mp.Pool(processes=processes) as pool:
        for item in items:
            print(f"[{os.getpid()}] item {item} goes to the pool", flush=True)
            results.append(pool.apply(func=task, args=[item]))
    return results


def run_parallel(task: Callable[[Any], Any], items: Sequence[Any], processes: int) -> list[Any]:
    with mp.Pool(processes) as pool:
        results = pool.map(task, items)
        print(f"[{os.getpid()}] all {len(results)} results are in", flush=True)
    return results
