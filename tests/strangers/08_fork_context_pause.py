# exercise: 08_pids
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: it chooses fork for itself, pauses before the start and does not wait for the child, all of which is allowed.
# mistake: none
import multiprocessing
import os
import time
from typing import Callable, Tuple


def _child(report: Callable[[int, int], None]) -> None:
    report(os.getpid(), os.getppid())


def identify(report: Callable[[int, int], None]) -> Tuple[int, int]:
    forking = multiprocessing.get_context("fork")
    process = forking.Process(target=_child, args=(report,))
    time.sleep(0.1)
    process.start()
    return os.getpid(), process.pid
