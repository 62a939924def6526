"""The callback raised an exception, and the pool can do nothing more.

A callback is called with the result itself, not with a handle: there is nothing to `get` any more.
Yours raised an exception at the first result. Callbacks run in one thread of the pool that handles
all results; the exception ended that thread, so no further result could ever be taken in, and
`join` waited for ever.

Print the type of what your callback is given. And keep callbacks short and safe.
"""
# fails: test_log_gets_every_result, test_each_result_is_logged_as_its_task_ends
# fails: test_collect_returns_when_all_is_over
# has: def $F($R):
#          $R.get(...)
# has: $_.apply_async(callback=$F, ...)
# or: $_.map_async(callback=$F, ...)
# ok: def note(result):
#         log(result)
#     pool.apply_async(task, callback=note)

from multiprocessing import Pool


def collect(task, items, log, processes):
    def on_result(result):
        log(result.get())

    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=on_result)
    pool.close()
    pool.join()
