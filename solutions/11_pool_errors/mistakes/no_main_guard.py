"""The trial at the end of the file is run by every worker, too: the main guard is missing.

Under `spawn` and `forkserver` a worker begins as a fresh Python and imports your file, to find the functions
that it is to call. The last lines stand at the top level of the file, so the worker comes to them as well: it
would make a pool of its own, before it is ready itself. Python stops it with a RuntimeError. The pool makes a new
worker in its place, which ends in the same way, and so on without end; nobody ever does a task. Under `fork`, as
used on Linux until Python 3.13, a worker is a copy of the caller and imports nothing, so the same file works there.

Which lines of a file are run when it is imported, and what keeps a line from that?
"""
# fails under spawn, forkserver: test_every_failure_reaches_on_error, test_every_result_reaches_log
# fails under spawn, forkserver: test_no_failure_stops_the_other_tasks, test_it_returns_when_all_is_over
# has: at top level:
#          $_.start()
# or: at top level:
#         Pool(...)
# or: at top level:
#         Manager()
# or: def $F(...):
#         ...
#     $F(...)
# ok: if __name__ == "__main__":
#         launch(print, "we").join()

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
