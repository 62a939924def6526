"""The pool is made as soon as the file is imported, with a size of its own, and nobody ends it.

A pool is a group of processes. Yours is started by a line at the left margin, so every import starts one. Under `spawn`
and `forkserver` a worker begins by importing your file, to find the function that it is to call; it would start a pool
of its own before it is ready itself, and Python stops it with a RuntimeError. The pool makes a new worker in its place,
which ends in the same way, and so on without end. Under `fork` the tasks are done, but the workers are still there when
your function has returned, and their number cannot be the one that `processes` says: that was not known yet.

Where would the pool have to be made, so that it has the right size and lives just as long as it is needed?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_collect_returns_when_all_is_over
# fails under spawn, forkserver: test_log_gets_every_result, test_each_result_is_logged_as_its_task_ends
# has: at top level:
#          $_ = Pool(...)
# ok: def collect(task, items, log, processes):
#         pool = Pool(processes)

from multiprocessing import Pool

pool = Pool()


def collect(task, items, log, processes):
    pending = [pool.apply_async(task, (item,), callback=log) for item in items]
    for one in pending:
        one.wait()
