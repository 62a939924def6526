"""The pool is made as soon as the file is imported, with a size of its own, and nobody ends it.

A pool is a group of processes. Yours is started by a line at the left margin, so every import starts one. Under `spawn`
and `forkserver` a worker begins by importing your file, to find the function that it is to call; it would start a pool
of its own before it is ready itself, and Python stops it with a RuntimeError. The pool makes a new worker in its place,
which ends in the same way, and so on without end. Under `fork` the tasks are done, but the workers are still there when
your function has returned, and their number cannot be the one that `processes` says: that was not known yet.

Where would the pool have to be made, so that it has the right size and lives just as long as it is needed?
"""
# fails: test_no_failure_stops_the_other_tasks, test_it_returns_when_all_is_over
# fails under spawn, forkserver: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: at top level:
#          $_ = Pool(...)
# ok: def collect_errors(task, items, log, on_error, processes):
#         pool = Pool(processes)

from multiprocessing import Pool

pool = Pool()


def collect_errors(task, items, log, on_error, processes):
    pending = [pool.apply_async(task, (item,), callback=log, error_callback=on_error) for item in items]
    for one in pending:
        one.wait()
