"""The number is negative: the later time was taken from the earlier one.

A clock goes up. The time that has passed is what the second look shows more than the first.

Print both looks at the clock. Which one is the greater?
"""
# fails: test_the_seconds_are_right
# has: $S = $C()
#      $E = $C()
#      return $S - $E
# or: $S = $C()
#     return $S - $C()
# or: $S = $C()
#     $E = $C()
#     $X = $S - $E
# ok: start = time()
#     end = time()
#     return end - start

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    stop = time.time()
    return start - stop
