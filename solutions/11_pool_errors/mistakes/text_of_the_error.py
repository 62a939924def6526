"""`on_error` got the text of the exception, not the exception.

`str(error)` is only the message. With it the type is gone, and whoever is told can no longer say
whether it was a ValueError or something else, nor raise it again.

What does the pool hand to your callback, and does it have to be changed at all?
"""
# fails: test_every_failure_reaches_on_error
# has: $_(str($_))
# or: $V = str($_)
#     $_($V)
# ok: on_error(error)
# ok: print(error)
# ok: on_error(repr(error))

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=lambda error: on_error(str(error)))
    pool.close()
    pool.join()
