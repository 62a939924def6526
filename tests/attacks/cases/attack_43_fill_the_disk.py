"""Attack 43: fill /tmp, and write to / and /dev.

expect: N
harms E: SCRATCH, it would leave 300 MB of files in /tmp
"""

import errno
from multiprocessing import Process


def attack():
    for path in ("/filler", "/dev/filler", "/kit/filler", "/home/filler", "/etc/filler"):
        try:
            open(path, "w").close()
            print(f"HOLE: {path} can be written")
        except OSError:
            pass
    written = 0
    try:
        for number in range(20):
            with open(f"/tmp/filler{number}", "wb", 0) as stream:
                for _ in range(15):
                    written += stream.write(bytes(1 << 20))
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES):
            raise
    print("tried")
    if written > 32 << 20:
        print("HOLE: more than 32 MiB were written")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
