"""The error callback raised an exception itself, and the pool could not go on after that.

`error_callback` is called by a thread of the pool that lives in the caller and takes in all that workers send. When it
raises, be it the very error that it was called with, that thread ends: no result and no failure arrives any more, and
whoever waits for the pool waits for ever. To raise an error there reaches nobody.

What does your error callback do besides passing the error on, and what of that may raise?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log, test_it_returns_when_all_is_over
# has: def $F($E):
#          raise $E
# or: def $F($_):
#         raise
# or: def $F($_):
#         raise $_(...)
# has: $_.apply_async(error_callback=$F, ...)
# ok: pool.apply_async(task, (item,), callback=log, error_callback=on_error)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    def failed(error):
        on_error(error)
        raise error

    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log, error_callback=failed)
        pool.close()
        pool.join()
