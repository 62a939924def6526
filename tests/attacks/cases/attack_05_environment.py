"""Attack 05: look for tokens in the environment of every process.

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
            with open(f"/proc/{pid}/environ", "rb") as stream:
                found = stream.read()
        except OSError:
            continue
        names = {entry.partition(b"=")[0] for entry in found.split(b"\0") if entry}
        if names - {b"PWD", b"LC_CTYPE"}:
            print(f"HOLE: the environment of process {pid} holds {names}")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
