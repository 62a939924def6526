"""`log` got what `apply_async` returns, and that is not the result.

`apply_async` returns at once, when the task may not even have begun. So what it returns cannot be
the result: it is a handle (`AsyncResult`), through which the result can be asked for later. You
logged the handles.

Print what `log` is given. Who knows when a result is there, and how can it be told to call `log`?
"""
# fails: test_log_gets_every_result, test_each_result_is_logged_as_its_task_ends
# has: $R = $_.apply_async(...)
#      $L($R)
# or: $L($_.apply_async(...))
# or: for $R in $_:
#         log($R)
# has not: $_.imap_unordered(...)
# has not: $_.imap(...)
# where: $L is not list
# where: $L is not print
# ok: result = pool.apply_async(task, (item,))
#     log(result.get())

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        result = pool.apply_async(task, (item,))
        log(result)
    pool.close()
    pool.join()
