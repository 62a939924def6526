"""The seconds are whole ones: what is behind the point was thrown away.

`int(...)`, and `round(...)` without a number of digits, make a whole number, and `.seconds` of a `timedelta` is one.
Taken from each look at the clock, they make the difference wrong by up to a second; taken from the difference, they
make it wrong by what is behind the point. A run that takes 1.3 seconds then seems to take 1, or even 2.

Print the number before and after it is made a whole one. What is lost?
"""
# fails: test_the_seconds_are_right
# has: int(time())
# or: round(time())
# or: int(perf_counter())
# or: int(monotonic())
# or: int($_ - $_)
# or: round($_ - $_)
# or: round($_ - $_, ndigits=0)
# or: ($_ - $_) // 1
# or: ($_ - $_).seconds
# or: $D = $_ - $_
#     $D.seconds
# ok: round(end - start, 1)
# ok: end - start
# ok: (end - start).total_seconds()

import time
from multiprocessing import Process


def run_all(tasks):
    start = int(time.time())
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return int(time.time()) - start
