"""The file runs a trial when it is imported, and hangs there.

Your trial stands at the top level of the file, so whoever imports the file runs it: the grader does,
and so does a worker that is made by spawn or forkserver and needs a function from it. While a file
is being imported it is not complete yet. The pool has to look up your function in it and waits for
the import to end; the import waits for the pool. So nothing of your `collect` could be graded.

Which lines of a file are run when it is imported, and what keeps a line from that?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()


def add_hundred(number):
    return number + 100


collect(add_hundred, [1, 2, 3], print, 2)
