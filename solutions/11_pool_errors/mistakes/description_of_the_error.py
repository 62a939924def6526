"""`on_error` got a text that describes the exception, not the exception.

`repr(error)`, an f-string and `traceback.format_exc()` make texts. Whoever gets a text can print it, but cannot ask
it for its type, look into its `args`, or raise it again.

What does `error_callback` hand over, and what becomes of it on its way to `on_error`?
"""
# fails: UNKNOWN
# has: $_(repr($_))
# or: $_($T)
# or: $_($_.format(...))
# or: $_(traceback.format_exc())
# or: $_("%s" % $_)
# where: $T is a text
# ok: on_error(error)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    def failed(error):
        on_error(f"{type(error).__name__}: {error}")

    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=failed)
    pool.close()
    pool.join()
