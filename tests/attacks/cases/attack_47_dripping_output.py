"""Attack 47: print a little, for ever.

expect: T
says: did not end within the time limit
"""

import time


def launch(task, name):
    while True:
        print(".", end="", flush=True)
        time.sleep(0.05)
