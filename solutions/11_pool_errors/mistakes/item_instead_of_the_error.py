"""`on_error` got the item whose task failed, not the exception.

Knowing which item it was is useful, but it does not say what went wrong. `on_error` is to be called
with the exception that the task raised.

What does `except ... as ...` give a name to?
"""
# fails: test_every_failure_reaches_on_error
# has: try:
#          $_.get(...)
#      except:
#          $_($I)
# has: for $I in $_:
#          ...
# or: for $I, $_ in $_:
#         ...
# or: for $_, $I in $_:
#         ...
# ok: try:
#         one.get()
#     except ValueError as error:
#         on_error(error)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        results = {item: pool.apply_async(task, (item,)) for item in items}
        for item, result in results.items():
            try:
                log(result.get())
            except Exception:
                on_error(item)
