"""The number of workers in the pool is not the one that is asked for.

The size of the pool is fixed when it is made, and yours does not come from the argument
`processes`. Where there are fewer workers than asked for, fewer tasks can run at the same time,
and the others have to wait although nothing stands in their way.

Find the line that makes the pool. Where does the number in it come from, and what does `Pool` do
when it is given none?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: Pool(processes=$N, ...)
# or: Pool()
# or: Pool(processes=cpu_count())
# or: Pool(processes=$_ - 1)
# where: $N is a number
# ok: Pool(processes)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes=2)  # 允许进程池同时有4个进程
    for item in items:
        pool.apply_async(func=task, args=(item,), callback=log)
    pool.close()
    pool.join()
