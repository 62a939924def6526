"""The function ends the whole process with exit status 0, before it has returned.

The engine must conclude: EXITED with status 0 at the step `go`, and never FINISHED: an exit status says
nothing about the work. `go_after_the_task` has its n tasks done first, `go_by_exception` leaves
by `sys.exit(0)`, which is a failed step (SystemExit) and not an end.
"""

import os
import sys
from multiprocessing import Process


def go(task, n):
    os._exit(0)


def go_after_the_task(task, n):
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    os._exit(0)


def go_by_exception(task, n):
    sys.exit(0)
