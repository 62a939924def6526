"""The trial at the end of the file runs whenever the file is imported, and never comes to an end.

The last lines stand at the top level of the file, so they run on every import, and not only when the
file is started as a program. While a file is being imported it is not finished, and a pool needs it
finished: to hand a task over, it looks the function up in the file. So the import waits for the
pool, the pool waits for the import, and nobody can go on.

Started as a program it may even work on your machine. Where processes are started with spawn or
forkserver (Windows, macOS, Linux since Python 3.14) it does not: every worker runs the file from the
top and comes to these lines itself.

Which lines of a file should run only when the file is the program that was started?
"""
# fails: test_serial_runs_one_task_at_a_time, test_serial_returns_the_results_in_order
# fails: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# fails: test_the_pool_has_so_many_workers_and_ends

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
