"""`collect_errors` asks again and again whether everything is done.

Between two questions nothing is learned: the answer comes too late by as much as the pause is long, and the questions
cost time that the tasks could have used. A pool can be waited for.

Which call returns exactly when the last task has been done and told of?
"""
# fails: UNKNOWN
# has: while $_:
#          ...
# has: $_.ready()
# or: $_.is_alive()
# or: active_children()
# or: $_.successful()
# has not: $_.join()
#          while $_:
#              ...
# ok: pool.close()
#     pool.join()

import time
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply_async(task, (item,), callback=log, error_callback=on_error))
    while not all(result.ready() for result in results):
        time.sleep(0.05)
    pool.close()
    pool.join()
