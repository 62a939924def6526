"""The file runs a trial when it is imported, and hangs there.

Your trial stands at the top level of the file, so whoever imports the file runs it: the grader does,
and so does a worker that is made by spawn or forkserver and needs a function from it. While a file
is being imported it is not complete yet. The pool has to look up your function in it and waits for
the import to end; the import waits for the pool. So nothing of your `collect_errors` could be graded.

Which lines of a file are run when it is imported, and what keeps a line from that?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# fails: test_no_failure_stops_the_other_tasks, test_it_returns_when_all_is_over

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=on_error)
    pool.close()
    pool.join()


def share_of(number):
    return 100 // number


collect_errors(share_of, [5, 0, 20], print, print, 2)
