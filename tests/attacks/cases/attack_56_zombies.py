"""Attack 56: leave thirty zombies.

expect: N
"""

import os
from multiprocessing import Process


def attack():
    for _ in range(30):
        if os.fork() == 0:
            os._exit(0)
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
