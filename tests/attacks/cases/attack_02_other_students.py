"""Attack 02: list and read other students' work.

expect: N
hole E: it may read all that the grading user may, on a whole disk
expect E: N or T or O
"""

import os
import sys
from multiprocessing import Process


def attack():
    for folder in ("/home", "/root", "/tmp", "/judge", "/var", "/srv", "/mnt"):
        for where, folders, files in os.walk(folder):
            folders[:] = [one for one in folders if f"{where}/{one}" != sys.base_prefix]
            for name in files:
                if f"{where}/{name}" != "/home/student/process_target.py":
                    print(f"HOLE: {where}/{name}" if name.endswith(".py") else f"seen {where}/{name}")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
