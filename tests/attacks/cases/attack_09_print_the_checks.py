"""Attack 09: print whatever might be a check into the feedback.

expect: N
"""

import glob
from multiprocessing import Process


def attack():
    for folder in ("/home", "/kit", "/judge", "/tmp", "/work", "/etc", "/srv"):
        for path in glob.glob(f"{folder}/**/*test_*", recursive=True):
            print("HOLE:", path, open(path).read())
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
