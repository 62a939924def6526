"""The pool has fewer workers than `processes` says.

The size of the pool is fixed when it is made, and yours does not come from the argument
`processes`. There were fewer workers than asked for, so fewer tasks could run at the same time;
the others had to wait although nothing stood in their way.

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
