"""The seconds came back as a text, not as a number.

A number that was put into a text, with `str()`, `%` or an f-string, looks the same when it is printed,
but nobody can calculate with it any more.

Print `type(...)` of what you return.
"""
# fails: test_the_seconds_are_right
# has: return $T
# or: return $_ % $_
# or: return str($_)
# or: return $_.format(...)
# or: return format(...)
# where: $T is a text
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
    return "%s" % (time.time() - start)
