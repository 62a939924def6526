"""The `with` block ended while the tasks were still to be done, and that ended the workers.

At the end of `with Pool(...)` the pool is not closed and waited for, it is *terminated*: its workers
are killed, whatever they are doing. `apply_async` only submits, so your block was over at once;
the tasks were cut off or never began, and nothing was logged. No error is raised for that.

What has to happen inside the block, before it ends?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
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


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log)
