"""Attack 37: many processes eat memory (2 GiB at most together).

expect: M
says: memory limit
"""

import os
import time


def launch(task, name):
    for _ in range(16):
        if os.fork() == 0:
            kept = bytearray(b"x") * (128 << 20)
            time.sleep(20)
            os._exit(len(kept) & 1)
    time.sleep(20)
