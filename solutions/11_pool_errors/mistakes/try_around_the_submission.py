"""The `try` stands around the submission, and there nothing is raised.

`apply_async` only submits, and that succeeds. The task fails later, in another process, when your
program has long left the `try`. So the `except` was never reached, and the failures vanished.

Where does the exception come back into the caller? Either the pool tells you, or you ask for the
result.
"""
# fails: test_every_failure_reaches_on_error
# has: try:
#          $_.apply_async(...)
#      except:
#          ...
# has not: $_.get(...)
# has not: $_.apply_async(error_callback=$_, ...)
# ok: try:
#         one.get()
#     except ValueError:
#         pass

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        try:
            pool.apply_async(task, (item,), callback=log)
        except Exception as error:
            on_error(error)
    pool.close()
    pool.join()
