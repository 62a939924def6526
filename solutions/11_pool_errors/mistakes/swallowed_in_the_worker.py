"""The worker caught the exception and dropped it, and the task seemed to have returned None.

After your `except` the function goes on to its end and returns None, as every function does that
has no `return`. The pool cannot know that anything went wrong: it called `log` with None, and the
failure is lost.

What does the caller need in order to know that a task has failed, and who should catch the
exception?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: def $F(...):
#          try:
#              ...
#          except:
#              ...
# has: $_.apply_async(func=$F, ...)
# has not: def $F(...):
#              try:
#                  ...
#              except:
#                  return $_
# has not: def $F(...):
#              try:
#                  ...
#              except:
#                  raise
# ok: pool.apply_async(task)

from multiprocessing import Pool


def attempt(task, item):
    try:
        return task(item)
    except Exception as error:
        print("failed:", error)


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(attempt, (task, item), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
