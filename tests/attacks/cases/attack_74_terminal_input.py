"""Attack 74: put words into the terminal of whoever grades.

expect: N
harms E: CALLS, it would type into the terminal of whoever grades
"""

import fcntl
import os
import termios
from multiprocessing import Process


def attack():
    descriptors = [0, 1, 2]
    for path in ("/dev/tty", "/dev/console", "/dev/ptmx", "/dev/pts/0"):
        try:
            descriptors.append(os.open(path, os.O_RDWR | os.O_NOCTTY))
        except OSError:
            pass
    for descriptor in descriptors:
        try:
            fcntl.ioctl(descriptor, termios.TIOCSTI, b"x")
            print(f"HOLE: input was put into descriptor {descriptor}")
        except OSError:
            pass
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
