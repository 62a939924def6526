"""`on_error` was told of each failure twice.

The pool calls the error callback for each failure, and your own loop asks for every result, catches
the same exceptions again and tells of them once more. One of the two would do.

Take one of them away. Is everything still told?
"""
# fails: test_every_failure_reaches_on_error
# has: $_.apply_async(error_callback=$_, ...)
#      for $_ in $_:
#          try:
#              $_.get(...)
#          except:
#              $_(...)
# ok: pool.apply_async(task, error_callback=on_error)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply_async(task, (item,), callback=log, error_callback=on_error))
    for result in results:
        try:
            result.get()
        except Exception as error:
            on_error(error)
    pool.close()
    pool.join()
