"""The clock was stopped when all children were started, not when they had ended.

`start()` asks for a child and returns at once. What you measured is how long it took to ask. The tasks
went on after your second look at the clock, and their time is missing.

Which lines of your function take up the time that the tasks take?
"""
# fails: test_the_seconds_are_right
# has: $_.start()
#      $E = $_()  # here
#      $_.join(...)
#      return $E - $_
# or: $_.start()
#     $E = $_() - $_  # here
#     $_.join(...)
#     return $E
# or: $_.start()
#     $E = $_()  # here
#     $_.join(...)
#     $X = $E - $_
# has not: wait(...)
# ok: p.start()
#     p.join()
#     end = time()
#     return end - start

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    p_list = [Process(target=task) for task in tasks]
    for p in p_list:
        p.start()
    stop = time.time()
    for p in p_list:
        p.join()
    return stop - start
