"""Attack 96: leave folders behind that are hard to remove: very deep ones, and one that nobody may look into.

expect: N
"""

import os
import tempfile
from multiprocessing import Process


def attack():
    home = os.getcwd()
    os.chdir(tempfile.gettempdir())
    os.mkdir("closed", 0)
    try:
        for _ in range(1500):
            os.mkdir("deeper")
            os.chdir("deeper")
    finally:
        os.chdir(home)
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
