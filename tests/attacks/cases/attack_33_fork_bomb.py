"""Attack 33: a fork bomb (of at most 512 processes that end themselves).

expect: P or T
says: stopped at the process limit
"""

import os
import signal
import time


def launch(task, name):
    for _ in range(9):
        try:
            os.fork()
        except OSError:
            pass
        signal.alarm(20)
    time.sleep(20)
