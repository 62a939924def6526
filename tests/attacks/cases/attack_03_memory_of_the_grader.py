"""Attack 03: read the grader's memory through /proc/PID/mem.

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
    for pid in [one for one in processes() if one.isdigit() and int(one) != os.getpid()]:
        try:
            with open(f"/proc/{pid}/mem", "rb"):
                print(f"HOLE: the memory of process {pid} can be read")
        except OSError:
            continue
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
