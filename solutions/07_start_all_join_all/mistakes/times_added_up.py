"""The times of the single tasks were added up, although the tasks ran at the same time.

The times of several children were taken one by one, and their sum came back. But the children ran side by
side, and so one and the same second was counted several times.

How many looks at a clock does it take to measure the whole run once?
"""
# fails: test_the_seconds_are_right
# has: for $_ in $_:
#          $_.join(...)
#          $T += $_
# or: return sum($_)
# ok: return end - start

import time
from multiprocessing import Process


def run_all(tasks):
    running = []
    for task in tasks:
        p = Process(target=task)
        began = time.time()
        p.start()
        running.append((p, began))
    total = 0
    for p, began in running:
        p.join()
        total += time.time() - began
    return total
