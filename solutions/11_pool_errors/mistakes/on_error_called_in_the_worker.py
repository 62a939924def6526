"""`on_error` was called in the worker, not in the caller's process.

The function that you submit catches the exception and tells of it itself. It runs in a worker, and so does every line
of it: what `on_error` writes down stays in that worker's own memory and ends with it. For the pool the task has
succeeded, with None as its result, and that is what `log` got.

Compare `os.getpid()` where `on_error` is called with the caller's. What would the pool do with the exception, if your
function let it pass?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: def collect_errors($_, $_, $_, $E, $_):
#          $_.apply_async(func=$F, args=(..., $E, ...), callback=$_, ...)
# has: def $F($H, ...):
#          try:
#              ...
#          except:
#              $H(...)
# ok: def attempt(task, item, log, on_error):
#         try:
#             log(task(item))
#         except Exception as error:
#             on_error(error)
#     def collect_errors(task, items, log, on_error, processes):
#         pool.apply_async(attempt, (task, item, log, on_error))
# ok: def attempt(task, item):
#         try:
#             return task(item)
#         except Exception as error:
#             print(error)
#     def collect_errors(task, items, log, on_error, processes):
#         pool.apply_async(attempt, (task, item), callback=log)

from multiprocessing import Pool


def attempt(task, item, on_error):
    try:
        return task(item)
    except Exception as error:
        on_error(error)


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(attempt, (task, item, on_error), callback=log)
    pool.close()
    pool.join()
