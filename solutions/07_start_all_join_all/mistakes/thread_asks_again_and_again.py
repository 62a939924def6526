"""A thread asks again and again whether a child is still alive, and the caller waits for the thread.

The caller itself waits as it should, but for somebody who polls: the thread asks, sleeps a little and asks again, for
as long as a task runs, and notices the end too late by up to one sleep. So does the caller, and its seconds with it. Who
does the asking makes no difference.

For whose ends does the caller want to wait, and which method of each of them waits without asking?
"""
# fails: test_it_waits_for_all
# has: def $F(...):
#          while $_:
#              ...
# has: threading.Thread(target=$F, ...)
# has: $_.is_alive()
# or: $_.exitcode
# or: active_children()
# ok: thread = threading.Thread(target=process.join)

import threading
import time
from multiprocessing import Process


def watch(processes):
    while any(process.is_alive() for process in processes):
        time.sleep(0.01)


def run_all(tasks):
    start = time.time()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    watcher = threading.Thread(target=watch, args=(processes,))
    watcher.start()
    watcher.join()
    return time.time() - start
