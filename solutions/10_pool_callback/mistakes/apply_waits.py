"""`apply` waits for each result, so one task runs at a time.

`pool.apply` submits a task and comes back only when its result is there. While the first task ran,
your loop stood still at that line, nothing else was submitted, and all other workers were idle. You
have a pool, but the work is as serial as without one.

Look at the methods of `Pool` that submit one task. Which one returns at once?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: $_.apply(...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes=processes)
    for item in items:
        log(pool.apply(func=task, args=(item,)))  # 串行
    pool.close()
    pool.join()
