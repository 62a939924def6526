"""The pool was closed after the first item, so the second could not be submitted.

`close` means: nothing more will be submitted. It stands inside the loop, so it came after the first
item already, and the next `apply_async` was refused: ValueError "Pool not running".

Look at the indentation. After which moment is it true that nothing more will come?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
# has: for $_ in $_:
#          $_.apply_async(...)
#          $_.close()
# ok: for item in items:
#         pool.apply_async(task, (item,))
#     pool.close()

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
        pool.close()
    pool.join()
