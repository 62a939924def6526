"""A worker ends in the middle of its task, and nobody takes that task up again.

`sys.exit` (and `os._exit`, and a signal) ends the process that it is called in, here a worker of the pool. The pool
puts a new worker in its place, but not the task: its result never comes, so nothing is logged for it, and whoever waits
for the pool waits for ever.

How does a function give its result back, and who ends the workers when all is done?
"""
# fails: test_log_gets_every_result, test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
# has: def $F(...):
#          sys.exit(...)
# or: def $F(...):
#         _exit(...)
# or: def $F(...):
#         exit(...)
# or: def $F(...):
#         kill(getpid(), $_)
# or: def $F(...):
#         signal.raise_signal(...)
# has: $_.apply_async(func=$F, ...)
# or: $_.map_async(func=$F, ...)
# or: $_.imap_unordered(func=$F, ...)
# ok: def work(task, item):
#         return task(item)
#     pool.apply_async(work, (task, item), callback=log)

import os
import signal
from multiprocessing import Pool


def work(task, item):
    result = task(item)
    print(item, "gives", result)
    os.kill(os.getpid(), signal.SIGTERM)


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(work, (task, item), callback=log)
    pool.close()
    pool.join()
