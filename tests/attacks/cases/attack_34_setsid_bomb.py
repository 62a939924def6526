"""Attack 34: a fork bomb that leaves its session, ignores signals and does not say hello.

expect: P or T
says: stopped at the process limit
"""

import ctypes
import os
import signal
import time

library = ctypes.CDLL(None)


def launch(task, name):
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP, signal.SIGALRM}:
        signal.signal(number, signal.SIG_IGN)
    for _ in range(9):
        if library.fork() == 0:
            library.setsid()
        library.alarm(20)
    while True:
        library.sleep(1)
