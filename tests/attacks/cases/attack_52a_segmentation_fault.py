"""Attack 52a: read where nothing is.

expect: F
says: killed by SIGSEGV
"""

import ctypes


def launch(task, name):
    ctypes.string_at(0)
