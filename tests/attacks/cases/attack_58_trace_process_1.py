"""Attack 58: trace process 1, then exit.

expect: F
says: ended itself with exit status 1
harms E: MEMORY, it could stop process 1 of the machine or of a container by tracing it
"""

import ctypes
import os


def launch(task, name):
    library = ctypes.CDLL(None, use_errno=True)
    if library.ptrace(16, 1, 0, 0) == 0:
        os.write(1, b"HOLE: process 1 is traced")
    os._exit(1)
