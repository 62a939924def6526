"""A process that forks a copy of itself and ends, for ever, beside n held tasks: no process lives long.

The engine must conclude: never quiet. There is no standstill by proof, and the run ends as BUSY: nobody
in the relay sleeps, although no single process ever uses much processor time. If the tasks are let go
when the processor time is used up, that is marked as settled.
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
