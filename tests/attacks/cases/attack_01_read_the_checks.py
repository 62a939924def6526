"""Attack 01: read the checks and the reference by path.

expect: N
hole E: it may read all that the grading user may, on a whole disk
expect E: N or T or O
"""

import os
import sys
from multiprocessing import Process


def attack():
    wanted = {"test_process_target.py", "exercise.toml", "signatures.json", "assignment.toml"}
    for folder, folders, files in os.walk("/"):
        folders[:] = [one for one in folders if f"{folder}/{one}" not in ("//proc", "//usr", "//lib", sys.base_prefix)]
        for name in wanted & set(files):
            print(f"HOLE: {folder}/{name} can be read")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
