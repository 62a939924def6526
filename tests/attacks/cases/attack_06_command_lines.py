"""Attack 06: look for paths and secrets in command lines.

expect: N
"""

import os
from multiprocessing import Process


def processes():
    try:
        return os.listdir("/proc")
    except OSError:
        return map(str, range(1, 1000))


def attack():
    for pid in [one for one in processes() if one.isdigit()]:
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as stream:
                line = stream.read()
        except OSError:
            continue
        if any(word in line for word in (b"solutions", b"exercises", b"pytest", b"seed", b"results", b"bwrap")):
            print(f"HOLE: process {pid} is {line}")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
