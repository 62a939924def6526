"""The `try` stands around the whole loop, so the loop ended at the first failure.

An exception leaves everything inside the `try` at once, the loop included. `on_error` was told of the
first failure; all results that the loop had not come to yet were not logged, and no other failure was
told.

How much should be given up when one result cannot be had? Put just that much into the `try`.
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: try:  # here
#          for $_ in $_:
#              $_.get(...)
#      except:
#          ...
# or: try:  # here
#         for $_ in $_.imap(...):
#             ...
#     except:
#         ...
# or: try:  # here
#         for $_ in $_.imap_unordered(...):
#             ...
#     except:
#         ...
# ok: for one in results:
#         try:
#             one.get()
#         except ValueError:
#             pass

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply_async(task, (item,)))
    pool.close()
    try:
        for result in results:
            log(result.get())
    except Exception as error:
        on_error(error)
    pool.join()
