"""The number is a thousand times too great: milliseconds came back instead of seconds.

All of Python's clocks that give a float give seconds already, with the fraction after the point. You
multiplied the difference once more.

Read the task again: in which unit is the time asked for?
"""
# fails: test_the_seconds_are_right
# has: $_ * 1000
# or: 1000 * $_
# or: $_ * 1e3
# ok: return end - start

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return (time.time() - start) * 1000
