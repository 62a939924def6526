"""`get` right after `apply_async` waits for each result, so one task runs at a time.

`apply_async` returns at once, but `get` on what it returned waits until that task is over. It
stands in the loop that submits: the next task was submitted only when this one had ended, and all
other workers were idle.

What has to have happened before the first wait?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: for $_ in $_:
#          $R = $_.apply_async(...)
#          $R.get(...)
# or: for $_ in $_:
#         $_.apply_async(...).get(...)
# or: for $_ in $_:
#         $R = $_.apply_async(...)
#         $R.wait(...)
# or: for $_ in $_:
#         $_.apply_async(...).wait(...)
# ok: handles = [pool.apply_async(task, (item,)) for item in items]
#     results = [one.get() for one in handles]

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        result = pool.apply_async(task, (item,), callback=log)
        result.get()
    pool.close()
    pool.join()
