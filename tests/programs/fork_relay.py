"""A process that forks a copy of itself and ends, for ever, beside n held tasks: no process lives long.

The engine must conclude: never quiet. There is no standstill and no task is let go. The run ends as
BUSY: nobody sleeps, although no single process ever uses much processor time.
"""

import ctypes
from multiprocessing import Process


def go(task, n):
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for child in children:
        child.start()
    libc = ctypes.CDLL(None)
    if libc.fork() == 0:
        while True:
            if libc.fork() != 0:
                libc._exit(0)
    for child in children:
        child.join()
    return "the tasks were let go"
