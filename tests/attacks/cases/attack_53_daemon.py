"""Attack 53: a daemon that has forked twice and left its session.

expect: F
says: Still alive
exercise: 06
"""

import os
import time
from multiprocessing import Process


def run_and_wait(task, name):
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writing, b"x")
            time.sleep(1000)
        os._exit(0)
    os.wait()
    os.read(reading, 1)
    child = Process(target=task, args=(name,))
    child.start()
    child.join()
    return child.exitcode
