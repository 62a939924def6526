"""Every item was submitted twice.

`apply_async` submits the task when it is called, whatever callbacks it is given. There are two calls of it
in your loop, one for the results and one for the failures, so each task ran twice. In each run only one of
the two outcomes had somebody to hear of it.

How many callbacks may a single call of `apply_async` have?
"""
# fails: test_no_failure_stops_the_other_tasks
# has: for $_ in $_:
#          $_.apply_async(...)
#          $_.apply_async(...)
# or: for $_ in $_:
#         $_.apply_async(...)
#         $_.apply(...)
# or: for $_ in $_:
#         $_.apply(...)
#         $_.apply_async(...)
# ok: for item in items:
#         pool.apply_async(task, (item,))

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
        pool.apply_async(task, (item,), error_callback=on_error)
    pool.close()
    pool.join()
