"""The caller asks again and again whether a child is still alive, instead of waiting.

`is_alive()` answers at once. Your loop asks, sleeps a little and asks again, for as long as a task runs:
the caller wakes up for nothing many times, and notices the end too late by up to one sleep.

Which method of `Process` comes back by itself when the child has ended?
"""
# fails: test_it_waits_for_all
# has: while $_:
#          ...
# has: $_.is_alive()
# or: $_.exitcode
# or: active_children()
# ok: p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        time.sleep(0.01)
    return time.time() - start
