"""Attack 61: make namespaces to dodge the limits.

expect: N
hole E: an ordinary user may make namespaces there
expect E: N or F
"""

import ctypes
from multiprocessing import Process


def attack():
    library = ctypes.CDLL(None, use_errno=True)
    for flag in (0x10000000, 0x20000000, 0x00020000, 0x40000000, 0x08000000):
        if library.unshare(flag) == 0:
            print(f"HOLE: unshare({flag:#x}) worked")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
