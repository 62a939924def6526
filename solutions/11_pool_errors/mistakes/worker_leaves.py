"""A worker ends in the middle of its task, and nobody takes that task up again.

`sys.exit` (and `os._exit`, and a signal) ends the process that it is called in, here a worker of the pool. The pool
puts a new worker in its place, but not the task: its result never comes, neither as a result nor as a failure, and
whoever waits for the pool waits for ever.

How can a function tell its caller that it has failed, without ending the process?
"""
# fails: test_every_failure_reaches_on_error, test_it_returns_when_all_is_over
# has: def $F(...):
#          sys.exit(...)
# or: def $F(...):
#         _exit(...)
# or: def $F(...):
#         exit(...)
# or: def $F(...):
#         kill(getpid(), $_)
# or: def $F(...):
#         quit(...)
# has: $_.apply_async(func=$F, ...)
# ok: raise ValueError("failed")

import sys
from multiprocessing import Pool


def guarded(task, item):
    try:
        return task(item)
    except ValueError as error:
        print("failed", error)
        sys.exit(1)


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(guarded, (task, item), callback=log, error_callback=on_error)
        pool.close()
        pool.join()
