"""Exercise 05: children share their pids through a manager."""

from __future__ import annotations

import os
from collections.abc import Callable, MutableMapping, MutableSequence
from multiprocessing import get_context
from typing import Any

Task = Callable[[], Any]


def _child(task: Task, shared: MutableMapping[int, Any], pids: MutableSequence[int]) -> None:
    pid = os.getpid()
    shared[pid] = task()
    pids.append(pid)


def share_pids(task: Task, n: int) -> tuple[dict[int, Any], list[int]]:
    """Run `task` in `n` children at once; return what they stored."""
    context = get_context("spawn")
    with context.Manager() as manager:
        shared, pids = manager.dict(), manager.list()
        children = [context.Process(target=_child, args=(task, shared, pids)) for _ in range(n)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return dict(shared), list(pids)


if __name__ == "__main__":
    print(share_pids(os.getppid, 3))
