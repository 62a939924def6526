"""The `with` block ended while the tasks were still to be done, and that ended the workers.

At the end of `with Pool(...)` the pool is not closed and waited for, it is *terminated*: its workers
are killed, whatever they are doing. `apply_async` only submits, so your block was over at once; the
tasks were cut off or never began. That is no failure of a task, so `on_error` was not told either.

What has to happen inside the block, before it ends?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# fails: test_no_failure_stops_the_other_tasks, test_it_returns_when_all_is_over
# has: with Pool(...) as $P:
#          $P.apply_async(...)
# has not: $_.join()
# has not: $_.get(...)
# has not: $_.wait(...)
# ok: with Pool(processes) as pool:
#         pool.apply_async(task)
#         pool.close()
#         pool.join()

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log, error_callback=on_error)
