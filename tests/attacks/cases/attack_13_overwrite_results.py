"""Attack 13: overwrite the results and the gradebook.

expect: N
hole E: it may write whatever the grading user may
"""

import os
from multiprocessing import Process


def attack():
    places = ["results.json", "../results.json", "/results/results.json", "/gradebook.db", "/judge/results.json"]
    places += ["/kit/inside/harness.py", "/home/student/process_target.py", "/judge/socket"]
    for path in places:
        try:
            with open(path, "ab") as stream:
                stream.write(b"{}")
            print(f"HOLE: {path} was written")
        except OSError:
            pass
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
