"""The results were logged in the order of the items, so a finished one waits for those before it.

Your loop asks for the first result, then for the second, and so on. As long as the first task runs,
the loop stands still at its result, and whatever else is done by then is not logged. All tasks do run
at the same time; it is the logging that waits.

Who knows first that some task is over, and how can that call `log` at once?
"""
# fails: test_each_result_is_logged_as_its_task_ends
# has: for $H in $_:
#          $L($H.get(...))
# or: for $H in $_:
#         $R = $H.get(...)
#         $L($R)
# or: for $R in $_.imap(...):  # here
#         $L($R)
# has not: $_(callback=$_, ...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        handles = [pool.apply_async(task, (item,)) for item in items]
        for handle in handles:
            log(handle.get())
        pool.close()
        pool.join()
