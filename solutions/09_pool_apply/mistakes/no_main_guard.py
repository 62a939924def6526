"""The trial at the end of the file is run by every worker, too: the main guard is missing.

Under `spawn` and `forkserver` a worker begins as a fresh Python and imports your file, to find the functions
that it is to call. The last lines stand at the top level of the file, so the worker comes to them as well: it
would make a pool of its own, before it is ready itself. Python stops it with a RuntimeError. The pool makes a new
worker in its place, which ends in the same way, and so on without end; nobody ever does a task. Under `fork`, as
used on Linux until Python 3.13, a worker is a copy of the caller and imports nothing, so the same file works there.

Which lines of a file should run only when the file is the program that was started?
"""
# fails under spawn, forkserver: test_serial_runs_one_task_at_a_time, test_serial_returns_the_results_in_order
# fails under spawn, forkserver: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# fails under spawn, forkserver: test_the_pool_has_so_many_workers_and_ends
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

import os
from multiprocessing import Pool


def Foo(i):
    print('in the pool', os.getpid())
    return i + 100


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]


print('---main---', os.getpid())
print(run_parallel(Foo, range(10), 2))
