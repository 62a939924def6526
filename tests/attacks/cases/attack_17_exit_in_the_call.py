"""Attack 17: end the process with 0 in the call.

expect: F
says: ended itself with exit status 0
"""

import os


def launch(task, name):
    os._exit(0)
