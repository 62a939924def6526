"""`map` raises the first failure, and every result is lost with it.

`map` gives the list of all results, or raises one exception for the whole call. With an `except` around it one
failure is told, and neither the other failures nor any result ever come out of it.

How does one ask for each result by itself, so that each can fail by itself?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: try:
#          $_.map(...)
#      except:
#          ...
# or: try:
#         $_.starmap(...)
#     except:
#         ...
# ok: pool.apply_async(task, (item,), callback=log, error_callback=on_error)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        try:
            for result in pool.map(task, items):
                log(result)
        except Exception as error:
            on_error(error)
        pool.close()
        pool.join()
