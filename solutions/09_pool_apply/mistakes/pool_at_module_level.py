"""The pool is made as soon as the file is imported, with a size of its own, and nobody ends it.

A pool is a group of processes. Yours is started by a line at the left margin, so every import starts one. Under `spawn`
and `forkserver` a worker begins by importing your file, to find the function that it is to call; it would start a pool
of its own before it is ready itself, and Python stops it with a RuntimeError. The pool makes a new worker in its place,
which ends in the same way, and so on without end. Under `fork` the tasks are done, but the workers are still there when
your function has returned, and their number cannot be the one that `processes` says: that was not known yet.

Where would the pool have to be made, so that it has the right size and lives just as long as it is needed?
"""
# fails: test_parallel_keeps_all_workers_busy, test_the_pool_has_so_many_workers_and_ends
# fails under spawn, forkserver: test_serial_runs_one_task_at_a_time, test_serial_returns_the_results_in_order
# fails under spawn, forkserver: test_parallel_returns_the_results_in_order
# has: at top level:
#          $_ = Pool(...)
# ok: def run_serial(task, items, processes):
#         pool = Pool(processes)

from multiprocessing import Pool

pool = Pool()


def run_serial(task, items, processes):
    return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    pending = [pool.apply_async(task, (item,)) for item in items]
    return [one.get() for one in pending]
