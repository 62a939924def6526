"""The task was called where it should only have been named.

`apply_async(task(item), ...)` calls the task at once, in the caller, and would submit what it *returns* as
if that were a function. So the work was done by your own process, one task after another; and the first
task that raised did so right there, in the caller, and ended the loop.

Read the call from the inside out: what does Python evaluate first, and in which process?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# fails: test_no_failure_stops_the_other_tasks, test_it_returns_when_all_is_over

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task(item), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
