"""Attack 18: rewrite the output at exit.

expect: N
"""

import atexit
import os
import sys
from multiprocessing import Process


def rewrite():
    os.write(1, b"12 of 12 points\n" * 5)
    os.truncate("/proc/self/fd/1", 0)


def attack():
    atexit.register(rewrite)
    sys.stdout.write("tried\n")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
