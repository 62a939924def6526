"""A worker ends in the middle of its task, and nobody takes that task up again.

`sys.exit` (and `os._exit`, and a signal) ends the process that it is called in, here a worker of the pool. The pool
puts a new worker in its place, but not the task: its result never comes, and whoever waits for it, in `apply` or in
`get`, waits for ever.

How does a function give its result back, and who ends the workers when all is done?
"""
# fails: test_serial_runs_one_task_at_a_time, test_serial_returns_the_results_in_order
# fails: test_parallel_returns_the_results_in_order, test_the_pool_has_so_many_workers_and_ends
# has: def $F(...):
#          sys.exit(...)
# or: def $F(...):
#         _exit(...)
# or: def $F(...):
#         exit(...)
# or: def $F(...):
#         kill(getpid(), $_)
# or: def $F(...):
#         signal.raise_signal(...)
# has: $_.apply_async(func=$F, ...)
# or: $_.apply(func=$F, ...)
# or: $_.map(func=$F, ...)
# or: $_.starmap(func=$F, ...)
# ok: def work(task, item):
#         return task(item)
#     pool.apply(work, (task, item))
# ok: def work(task, item):
#         sys.exit(task(item))
#     Process(target=work)

import sys
from multiprocessing import Pool


def work(task, item):
    result = task(item)
    print(item, "is done")
    sys.exit(result)


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(work, (task, item)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(work, (task, item)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
