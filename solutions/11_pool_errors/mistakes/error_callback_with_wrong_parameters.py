"""The error callback takes two parameters, and the pool calls it with one.

The pool calls `error_callback` with the exception, and nothing else. A function that wants more raises a TypeError
there, in the thread of the pool that hands results on. That ends the thread: no result arrives any more, and
whoever waits for the pool waits for ever.

With what does the pool call this function, and what does it ask for?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log, test_it_returns_when_all_is_over
# has: def $F($_, $_):
#          ...
# has: $_.apply_async(error_callback=$F, ...)
# ok: def failed(error):
#         on_error(error)
#     pool.apply_async(task, error_callback=failed)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    def failed(item, error):
        on_error(error)

    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log, error_callback=failed)
        pool.close()
        pool.join()
