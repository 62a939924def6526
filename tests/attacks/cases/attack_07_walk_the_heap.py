"""Attack 07: look for expected values in modules, frames and the heap.

expect: N
"""

import gc
import inspect
import sys
from multiprocessing import Process


def attack():
    for name in list(sys.modules):
        if name.partition(".")[0] in ("autograder", "pytest", "_pytest", "msgspec"):
            print(f"HOLE: the module {name} is loaded")
    for frame in inspect.stack():
        if "test_" in frame.filename:
            print(f"HOLE: {frame.filename} is on the stack")
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Evidence", "Scenario", "Verdict", "CheckFailed", "Exercise"):
            print(f"HOLE: a {type(thing).__name__} is in memory")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
