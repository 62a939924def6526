"""Attack 38: memory that no process maps (512 MiB at most).

expect: N or M
hole E: such memory can be had there, and no limit counts it
"""

import os
from multiprocessing import Process


def attack():
    kept, written = [], 0
    try:
        for _ in range(64):
            kept.append(os.memfd_create("memory"))
            for _ in range(8):
                written += os.write(kept[-1], bytes(1 << 20))
    except OSError:
        pass
    if written > 256 << 20:
        print(f"HOLE: {written >> 20} MiB were held outside of every limit")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
