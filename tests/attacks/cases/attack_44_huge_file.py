"""Attack 44: one huge file (1 GiB at most).

expect: F
says: killed by SIGXFSZ
"""

import signal


def launch(task, name):
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    with open("/dev/shm/huge", "wb", 0) as stream:
        for _ in range(1024):
            stream.write(bytes(1 << 20))
