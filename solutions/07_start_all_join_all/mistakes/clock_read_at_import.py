"""The clock was first read when the file was loaded, and not in each call.

What stands at the top level of a file runs once, when it is loaded. From then on the time goes by, also while nobody
calls `run_all`: what the first call returns may look right, and each further call counts all that has passed before it.

Call your function twice, with a pause in between, and print both numbers.
"""
# fails: test_the_seconds_are_right
# has: at top level:
#      $S = $C()  # here
# has: $C() - $S
# ok: def run_all(tasks):
#         start = time()
#         return time() - start

import time
from multiprocessing import Process

START = time.time()


def run_all(tasks):
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.time() - START
