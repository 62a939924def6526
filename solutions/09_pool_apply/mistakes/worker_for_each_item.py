"""The pool has as many workers as there are items.

A pool is there so that a *few* processes can do *many* tasks: a worker that has finished one task
takes the next. You made one worker for each item, so no worker ever did a second task, and with a
thousand items there would be a thousand processes.

How many workers were asked for, and what did you base the size of the pool on?
"""
# fails: test_parallel_keeps_all_workers_busy, test_the_pool_has_so_many_workers_and_ends
# has: Pool(processes=len($_), ...)
# ok: Pool(processes)

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(len(items))
    results = [pool.apply(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(len(items))
    pending = [pool.apply_async(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
