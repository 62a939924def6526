"""Attack 41: fill /dev/shm.

expect: N
hole D: /dev/shm is the machine's own there, and has no size of this run's own
hole E: the same
"""

import errno
from multiprocessing import Process


def attack():
    written = 0
    try:
        for number in range(20):
            with open(f"/dev/shm/filler{number}", "wb", 0) as stream:
                for _ in range(15):
                    written += stream.write(bytes(1 << 20))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
    print("tried")
    if written > 64 << 20:
        print("HOLE: more than 64 MiB were written")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
