"""`collect` sleeps for a while instead of waiting for the pool.

A sleep is a guess of how long the tasks will take. Here they took longer: `collect` returned while
tasks were still running and results not logged. If they took less, the sleep would be time lost. No
number of seconds is right for every task and every machine.

Which call returns exactly when the workers have ended?
"""
# fails: test_collect_returns_when_all_is_over
# has: $_.apply_async(...)
#      sleep(...)
# has not: $_.join()
# has not: while $_:
#              ...
# ok: pool.close()
#     pool.join()

import time
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    time.sleep(5)
