"""The results were logged at the end, when all tasks were over, and not each as it came.

Your program gathers all results first and logs them afterwards. While it gathers, a result that is
there long since is heard of by nobody. If one task takes an hour, all others are logged an hour late.

Who could call `log` for you at the moment when one result arrives?
"""
# fails: test_each_result_is_logged_as_its_task_ends
# has: $R = $_.map(...)
#      for $_ in $R:
#          $_(...)
# or: $_.join()
#     for $_ in $_:
#         $_(...)
# or: for $X in $_.map(...):
#         $_($X)
# or: for $X in $_.gather(...):
#         $_($X)
# or: for $X in await $_.gather(...):
#         $_($X)
# or: $R = await $_.gather(...)
#     for $_ in $R:
#         $_(...)
# or: $R.append($_)
#     for $_ in $R:
#         $_(...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        results = pool.map(task, items, chunksize=1)
        pool.close()
        pool.join()
    for result in results:
        log(result)
