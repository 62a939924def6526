"""The serial function made a pool of one worker.

With one worker in the pool nothing can run at the same time, so it looks serial. But the number of
workers was given to you as `processes`, and it is not what makes a program serial: a pool of five
workers runs one task at a time as well, if it is given one task at a time.

What is it about the way the tasks are handed out that makes them run one by one?
"""
# fails: test_the_pool_has_so_many_workers_and_ends
# has: def run_serial(...):
#          Pool(processes=1, ...)
# or: def run_serial(...):
#         run_parallel($_, $_, 1)
# ok: def run_serial(task, items, processes):
#         Pool(processes)

from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(1) as pool:
        results = [pool.apply(task, (item,)) for item in items]
        pool.close()
        pool.join()
    return results


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        pending = [pool.apply_async(task, (item,)) for item in items]
        pool.close()
        pool.join()
    return [one.get() for one in pending]
