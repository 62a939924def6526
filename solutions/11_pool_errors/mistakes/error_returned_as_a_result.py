"""The worker caught the exception and returned it, so the pool took it for a result.

What a function returns is its result, also when it is an exception. For the pool every task
succeeded, and `log` was called with results and exceptions alike.

Who could still tell the two apart? Let the exception pass, or let `log` have what is a result alone.
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: def $F(...):
#          try:
#              ...
#          except:
#              return $E  # here
# has: $_.apply_async(func=$F, ...)
# where: $E is a name
# ok: pool.apply_async(task, (item,))

from multiprocessing import Pool


def attempt(task, item):
    try:
        return task(item)
    except Exception as error:
        return error


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(attempt, (task, item), callback=log)
    pool.close()
    pool.join()
