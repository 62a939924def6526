"""The number of workers in the pool is not the one that is asked for.

The size of the pool is fixed when it is made, and yours does not come from the argument
`processes`. With fewer workers than asked for, fewer tasks can run at the same time.

Find the line that makes the pool. Where does the number in it come from, and what does `Pool` do
when it is given none?
"""
# fails: test_no_failure_stops_the_other_tasks
# has: Pool(processes=$N, ...)
# or: Pool()
# or: Pool(processes=cpu_count())
# or: Pool(processes=$_ - 1)
# where: $N is a number
# ok: Pool(processes)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes=2)
    for item in items:
        pool.apply_async(func=task, args=(item,), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
