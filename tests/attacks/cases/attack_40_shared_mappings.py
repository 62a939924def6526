"""Attack 40: shared mappings, which no limit of one process counts (1 GiB at most).

expect: M
says: memory limit
"""

import mmap
import time


def launch(task, name):
    kept = []
    for _ in range(16):
        kept.append(mmap.mmap(-1, 64 << 20))
        for place in range(0, 64 << 20, 4096):
            kept[-1][place] = 1
    time.sleep(20)
