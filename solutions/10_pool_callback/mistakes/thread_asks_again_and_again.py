"""A thread asks again and again whether the results are there, and `collect` waits for the thread.

The caller itself waits as it should, but for somebody who polls: the thread works many times for nothing for as long as
a task runs, and notices the end too late by up to one pause. So does the caller. Who does the asking makes no
difference.

Which call returns by itself when the pool has done everything?
"""
# fails: test_collect_returns_when_all_is_over
# has: def $F(...):
#          while $_:
#              ...
# has: threading.Thread(target=$F, ...)
# has: $_.ready()
# or: $_.is_alive()
# ok: pool.close()
#     pool.join()

import threading
import time
from multiprocessing import Pool


def watch(pending):
    while not all(one.ready() for one in pending):
        time.sleep(0.02)


def collect(task, items, log, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(task, (item,), callback=log) for item in items]
    watcher = threading.Thread(target=watch, args=(pending,))
    watcher.start()
    watcher.join()
    pool.close()
    pool.join()
