"""The caller forks and reaps children for ever, beside n held tasks.

The engine must conclude: never quiet. There is no standstill by proof. Children that are forked by
Python announce themselves, so `go` ends as TOO_MANY_PROCESSES. Those that are forked behind Python's
back (`go_silently`) do not; that run ends as BUSY. If its tasks are let go when the processor time is
used up, that is marked as settled.
"""

import ctypes
import os
from multiprocessing import Process


def start(task, n):
    for number in range(n):
        Process(target=task, args=(number,)).start()


def go(task, n):
    start(task, n)
    while True:
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)


def go_silently(task, n):
    start(task, n)
    libc = ctypes.CDLL(None)
    while True:
        pid = libc.fork()
        if pid == 0:
            libc._exit(0)
        os.waitpid(pid, 0)
