"""The callback raised an exception, and the pool could not go on after that.

Callbacks are called by a thread of the pool that lives in the caller and takes in all the results. When a callback
raises, that thread ends, and nobody takes in the results that are still to come: they are not logged, and the pool
waits for them for ever. A task may return anything, a number or not.

What does your callback do with a result besides passing it on, and for which results does that work?
"""
# fails: test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
# has: def $F(...):
#          ...
# has: $_.apply_async(callback=$F, ...)
# or: $_.map_async(callback=$F, ...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    def note(result):
        print(f"got {result:d}")
        log(result)

    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=note)
    pool.close()
    pool.join()
