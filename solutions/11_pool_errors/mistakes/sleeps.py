"""`collect_errors` sleeps for a while instead of waiting for the pool.

A sleep is a guess of how long the tasks will take. Here they took longer: `collect_errors` returned while
tasks were still running, and their results and failures were not told by then. If they took less, the sleep
would be time lost. No number of seconds is right for every task and every machine.

Which call returns exactly when the workers have ended?
"""
# fails: test_it_returns_when_all_is_over
# has: $_.apply_async(...)
#      sleep(...)
# has not: $_.join()
# has not: while $_:
#              ...
# ok: pool.close()
#     pool.join()

import time
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=on_error)
    pool.close()
    time.sleep(5)
