"""The trial at the end of the file is run by every worker, too: the main guard is missing.

Under `spawn` and `forkserver` a worker begins as a fresh Python and imports your file, to find the functions
that it is to call. The last lines stand at the top level of the file, so the worker comes to them as well: it
would make a pool of its own, before it is ready itself. Python stops it with a RuntimeError. The pool makes a new
worker in its place, which ends in the same way, and so on without end; nobody ever does a task. Under `fork`, as
used on Linux until Python 3.13, a worker is a copy of the caller and imports nothing, so the same file works there.

Which lines of a file are run when it is imported, and what keeps a line from that?
"""
# fails under spawn, forkserver: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails under spawn, forkserver: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
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


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()


def add_hundred(number):
    return number + 100


collect(add_hundred, [1, 2, 3], print, 2)
