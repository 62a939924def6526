"""The pool of concurrent.futures, whose futures know whether they have failed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any


def collect_errors(
    task: Callable[[Any], Any],
    items: Iterable[Any],
    log: Callable[[Any], None],
    on_error: Callable[[BaseException], None],
    processes: int,
) -> None:
    context = multiprocessing.get_context()
    with ProcessPoolExecutor(processes, mp_context=context) as executor:
        for future in as_completed([executor.submit(task, item) for item in items]):
            error = future.exception()
            if error is None:
                log(future.result())
            else:
                on_error(error)
