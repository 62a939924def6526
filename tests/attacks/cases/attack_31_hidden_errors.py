"""Attack 31: hide errors with settrace and excepthook.

expect: F
says: `task` was never called
"""

import sys
import threading
from multiprocessing import Process


def broken(task, name):
    raise ValueError("nobody shall see this")


def launch(task, name):
    sys.excepthook = threading.excepthook = lambda *_: None
    sys.settrace(lambda *_: None)
    sys.stderr = open("/dev/null", "w")
    child = Process(target=broken, args=(task, name))
    child.start()
    return child
