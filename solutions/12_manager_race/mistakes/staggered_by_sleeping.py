"""Sleeping for different times is no lock.

Your children sleep before they add, each for a time of its own, and so they mostly miss each other. Mostly: when one
child is held up between reading and writing, as the grader does and as any busy machine may, the next one wakes up
and reads the same old value.

What makes a child wait until another one is *done*, and not until some time has passed?
"""
# fails: test_no_update_is_lost
# has: def $_(...):
#          sleep($S)  # here
#          $_[$_] += $_
# or: def $_(...):
#         sleep($S)  # here
#         $_[$_] = $_
# where: $S is no number
# has not: with $_:
#              ...
# has not: $_.acquire(...)
# ok: with lock:
#         shared[key] += 1
# ok: def add(shared, key):
#         sleep(0.1)
#         shared[key] += 1

import time
from multiprocessing import Process


def add(shared, key, number):
    time.sleep(number * 0.1)
    shared[key] += 1


def count(shared, key, n):
    processes = [Process(target=add, args=(shared, key, number)) for number in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
