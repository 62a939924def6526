"""Attack 79b: calls without end, at full speed.

expect: F
says: again and again (501 calls) and was stopped
"""

import os


def launch(task, name):
    os.fork()
    while True:
        task(name)
