"""The pool of concurrent.futures, with a done-callback."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any


def collect(task: Callable[[Any], Any], items: Iterable[Any], log: Callable[[Any], None], processes: int) -> None:
    def note(future: Future[Any]) -> None:
        log(future.result())

    with ProcessPoolExecutor(max_workers=processes) as executor:
        for item in items:
            executor.submit(task, item).add_done_callback(note)
