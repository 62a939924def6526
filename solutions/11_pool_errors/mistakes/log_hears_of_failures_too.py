"""`log` was told of the failures as well, and `on_error` of none.

You gave the pool a callback for failures, and it is `log`. An exception is no result: whoever reads
the log would take it for one.

Which of your parameters is never used?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: $_.apply_async(callback=$L, error_callback=$L, ...)
# ok: pool.apply_async(task, callback=log, error_callback=on_error)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=log)
    pool.close()
    pool.join()
