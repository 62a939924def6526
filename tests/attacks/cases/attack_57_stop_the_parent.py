"""Attack 57: stop the caller.

expect: T
says: time limit
wall: 6
"""

import os
import signal


def launch(task, name):
    caller = os.getpid()
    if os.fork() == 0:
        os.kill(caller, signal.SIGSTOP)
        os._exit(0)
    while True:
        signal.pause()
