"""The pool was terminated before it had done its work.

`terminate` kills the workers at once, whatever they are doing; what was submitted and not yet done
is dropped. `apply_async` only submits, so when your loop was over the tasks had hardly begun. No
error is raised for that.

There is another method that only says "nothing more will come". Which one?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
# has: $_.terminate()
# has not: $_.close()
# ok: pool.close()

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.terminate()
    pool.join()
