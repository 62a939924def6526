"""The pool has more workers than `processes` says.

The size of the pool is fixed when it is made, and yours does not come from the argument
`processes`. There were more workers than asked for, so more tasks ran at the same time than should.
A pool is there to bound that: with a million items you would not want a million processes.

Find the line that makes the pool. Where does the number in it come from, and what does `Pool` do
when it is given none?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: Pool(processes=len($_), ...)
# or: $N = len($_)
#     Pool(processes=$N, ...)
# ok: Pool(processes)

from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(len(items)) as pool:
        results = []
        for item in items:
            results.append(pool.apply_async(task, args=(item,), callback=log))
        pool.close()
        pool.join()
