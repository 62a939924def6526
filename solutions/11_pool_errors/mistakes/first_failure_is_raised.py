"""The first failure was raised again in the caller, and ended `collect_errors`.

`get` gives a result or, if the task failed, raises its exception again in the caller. Nobody caught
it there, so your loop ended at the first failure, and whoever called `collect_errors` got the
exception.

What should happen in the loop when one `get` raises?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log, test_it_returns_when_all_is_over
# has: for $_ in $_:
#          $_.get(...)
# has not: try:
#              ...
#          except:
#              ...
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
    for result in results:
        log(result.get())
    pool.join()
