"""`log` was called in the workers, not in the caller's process.

The function that you submit does the task and logs the result itself. It runs in a worker, and so
does every line of it: whatever `log` writes down stays in that worker's own memory, and ends with
it. The caller hears of nothing.

Compare `os.getpid()` where `log` is called with the caller's. In which process does a callback run?
"""
# fails: test_log_gets_every_result
# has: def $F($L, ...):
#          $L(...)
# has: def collect($_, $_, $L, $_):
#          ...
# has: $_.apply_async(func=$F, ...)
# or: $_.map(func=$F, ...)
# or: $_.starmap(func=$F, ...)
# or: $_.apply(func=$F, ...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def task_and_log(task, item, log):
    result = task(item)
    log(result)
    return result


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task_and_log, (task, item, log))
    pool.close()
    pool.join()
