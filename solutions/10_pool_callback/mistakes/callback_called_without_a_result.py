"""`log` was called while the task was being submitted, and without any result.

`callback=log()` calls `log` at once, before the task has even begun, and hands over what it *returns*, None. What the
pool wants is the function itself, without brackets; it calls it later, with the result.

Read the line from the inside out: what does Python evaluate first?
"""
# fails: test_each_result_is_logged_as_its_task_ends, test_log_gets_every_result
# has: $_.apply_async(callback=$F(), ...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log())
    pool.close()
    pool.join()
