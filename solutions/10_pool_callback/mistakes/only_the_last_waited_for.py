"""Only the task that was submitted last was waited for, and it need not be the last one to end.

Tasks start in the order in which you submit them, but they end in any order. When the last one
submitted was done, an earlier one was still running. Your function went on, the `with` block
ended the pool, and with it a task whose result nobody has seen.

What do you have to wait for, if you do not know which task ends last?
"""
# fails: test_log_gets_every_result, test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
# has: for $_ in $_:
#          $R = $_.apply_async(...)
#      $R.wait(...)
# or: for $_ in $_:
#         $R = $_.apply_async(...)
#     $R.get(...)
# has not: for $_ in $_:
#              $_.wait(...)
# has not: for $_ in $_:
#              $_.get(...)
# ok: for one in results:
#         one.wait()

from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for item in items:
            last = pool.apply_async(task, (item,), callback=log)
        last.wait()
