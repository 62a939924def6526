"""Attack 60: interrupt process 1.

expect: N
harms E: PROCESSES, it could end process 1 of a container that the grading user owns
"""

import os
import signal
from multiprocessing import Process


def attack():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        try:
            os.kill(1, number)
        except OSError:
            pass
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
