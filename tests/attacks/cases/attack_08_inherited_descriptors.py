"""Attack 08: use file descriptors that were left open.

expect: N
"""

import os
import stat
from multiprocessing import Process


def attack():
    sockets = 0
    for number in range(3, 512):
        try:
            kind = os.fstat(number).st_mode
        except OSError:
            continue
        sockets += stat.S_ISSOCK(kind)
        if not stat.S_ISSOCK(kind):
            print(f"HOLE: descriptor {number} is {os.readlink(f'/proc/self/fd/{number}')}")
    if sockets > 2:
        print(f"HOLE: {sockets} sockets are open beside the two of the harness")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
