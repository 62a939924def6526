"""Nobody hears of the failures: only results have a callback.

`callback` is called when a task succeeds. When it fails, the pool keeps the exception until somebody
asks for that result; nobody does, so the failure vanishes: nothing is printed, and there are simply
fewer logs than items.

Which other keyword does the method have that submits a task?
"""
# fails: test_every_failure_reaches_on_error
# has: $_.apply_async(callback=$_, ...)
# has not: $_.apply_async(error_callback=$_, ...)
# has not: $_.get(...)
# has not: try:
#              ...
#          except:
#              ...
# ok: pool.apply_async(task, callback=log, error_callback=on_error)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()
