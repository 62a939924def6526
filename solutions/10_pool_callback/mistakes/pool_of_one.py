"""The pool has one worker only.

With one worker, the tasks run outside of your process, but still one after another: the second one
has to wait until the first is over. The size of a pool is fixed when it is made.

Find the line that makes the pool. How many workers does it ask for, and what is `processes` for?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: Pool(processes=1, ...)
# ok: Pool(processes)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(1)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()
