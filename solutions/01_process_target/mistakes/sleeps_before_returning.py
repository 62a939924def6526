"""`launch` sleeps before it returns.

The caller is put to sleep so that the child "surely" gets its turn. But the child needs no such
help: once it is started, it runs beside the caller, whatever the caller does. And a sleep is a
guess: it is too long for a quick task and too short for a slow one, and `launch` is to return at
once.

What would be lost if the line with the sleep were not there?
"""
# fails: test_launch_does_not_wait
# has: $_.start()
#      sleep(...)
# ok: def wait(task):
#         sleep(1)

import time
from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    time.sleep(3)
    return process
