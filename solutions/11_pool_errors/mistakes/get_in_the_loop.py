"""`get` right after `apply_async` waits for each task, so one task runs at a time.

Every failure is told and every result is logged. But `get` waits until that one task is over, and it stands
in the loop that submits: the next task was submitted only when this one had ended, and all other workers
were idle.

What has to have happened before the first wait?
"""
# fails: test_no_failure_stops_the_other_tasks
# has: for $_ in $_:
#          $R = $_.apply_async(...)
#          $R.get(...)
# or: for $_ in $_:
#         $_.apply_async(...).get(...)
# or: for $_ in $_:
#         $R = $_.apply_async(...)
#         $R.wait(...)
# ok: handles = [pool.apply_async(task, (item,)) for item in items]
#     results = [one.get() for one in handles]

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pending = pool.apply_async(task, (item,))
        try:
            result = pending.get()
        except Exception as error:
            on_error(error)
        else:
            log(result)
    pool.close()
    pool.join()
