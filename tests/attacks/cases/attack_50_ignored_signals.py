"""Attack 50: ignore SIGTERM and SIGINT, and sleep.

expect: T
says: sleeps: process_target.py, line
"""

import signal
import time


def launch(task, name):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        time.sleep(1000)
