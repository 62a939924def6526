"""The callback raised an exception, and the pool can do nothing more.

A callback is called with the result itself, or with the exception itself, and not with a handle: there is
nothing to `get` any more. Yours raised an exception at the first outcome of all. Callbacks run in one
thread of the pool that takes in all outcomes; the exception ended that thread, so nobody heard of any
other result or failure, and `join` waited for ever.

Print the type of what your callbacks are given. And keep callbacks short and safe.
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log, test_it_returns_when_all_is_over
# has: $_.apply_async(callback=$L, ...)
# or: $_.apply_async(error_callback=$L, ...)
# or: def $F($R):
#         $R.get(...)
#     $_.apply_async(callback=$F, ...)
# or: def $F($R):
#         $R.get(...)
#     $_.apply_async(error_callback=$F, ...)
# has: $R.get(...)
# where: $L is a lambda
# ok: pool.apply_async(task, callback=log)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(
            task, (item,), callback=lambda one: log(one.get()), error_callback=lambda one: on_error(one.get())
        )
    pool.close()
    pool.join()
