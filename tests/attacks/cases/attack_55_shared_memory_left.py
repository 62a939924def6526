"""Attack 55: leave semaphores and shared memory behind.

expect: N
leaves: shared memory left-behind, shared memory sem.left-behind
"""

import os
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def attack():
    SharedMemory("left-behind", create=True, size=4096).close()
    open("/dev/shm/sem.left-behind", "w").close()
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
