"""Attack 39: keep memory after the end with System V shared memory.

expect: N
harms E: CALLS, it would leave shared memory on the machine until it is started again
"""

import ctypes
from multiprocessing import Process


def attack():
    library = ctypes.CDLL(None, use_errno=True)
    if library.shmget(0, 1 << 20, 0o1600) >= 0:
        print("HOLE: shmget gave a segment")
    if library.msgget(0, 0o1600) >= 0:
        print("HOLE: msgget gave a queue")
    if library.semget(0, 1, 0o1600) >= 0:
        print("HOLE: semget gave a semaphore")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
