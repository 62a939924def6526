"""`log` and `on_error` were called in the workers, not in the caller's process.

The function that you submit does the task and tells of it itself. It runs in a worker, and so does
every line of it: what `log` and `on_error` write down stays in that worker's own memory and ends
with it. The caller hears of nothing.

Compare `os.getpid()` where `on_error` is called with the caller's. How does an exception travel from
a worker to the caller?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: def $F($L, ...):
#          $L(...)
# has: $_.apply_async(func=$F, ...)
# or: $_.map(func=$F, ...)
# or: $_.starmap(func=$F, ...)
# has: def $F(...):
#          try:
#              ...
#          except:
#              $_(...)
# ok: pool.apply_async(task)

from multiprocessing import Pool


def attempt(task, item, log, on_error):
    try:
        log(task(item))
    except Exception as error:
        on_error(error)


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(attempt, (task, item, log, on_error))
    pool.close()
    pool.join()
