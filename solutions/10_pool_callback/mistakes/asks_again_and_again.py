"""`collect` asks again and again whether the results are there.

Each question is answered at once, and your program asks it again and again, for as long as a task runs: the caller
works many times for nothing. With a pause between two questions it notices the end too late by up to one pause.

Which call returns by itself when the pool has done everything?
"""
# fails: test_collect_returns_when_all_is_over
# has: while $_:
#          ...
# has: $_.ready()
# or: $_.is_alive()
# or: len($_) < $_
# or: $_ < len($_)
# ok: pool.close()
#     pool.join()

import time
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(task, (item,), callback=log) for item in items]
    while not all(one.ready() for one in pending):
        time.sleep(0.02)
    pool.close()
    pool.join()
