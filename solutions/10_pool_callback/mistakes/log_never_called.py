"""The tasks ran, but `log` was never called.

Your function starts the tasks and waits for them; their results come back into the caller's
process, and there nobody takes them. `log` is one of your parameters, and no line uses it.

Look at the keyword arguments of the method that submits a task.
"""
# fails: test_log_gets_every_result, test_each_result_is_logged_as_its_task_ends
# has: def collect($T, $I, $L, $N):
#          ...
# has not: $L(...)
# has not: $_(callback=$L, ...)
# has not: $_(..., $L, ...)
# ok: def collect(task, items, log, processes):
#         pool.apply_async(task, callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,))
    pool.close()
    pool.join()
