"""The pool has fewer workers than there are tasks.

A pool with a fixed number of workers runs that many tasks at a time; the others wait in a queue until a
worker is free, and one worker does several of them. Here every task is to have a process of its own.

How many tasks are there, and how many processes does your pool have?
"""
# fails: test_each_task_has_a_process_of_its_own, test_all_tasks_run_at_the_same_time
# has: Pool(processes=$N, ...)
# or: Pool()
# or: Pool(processes=cpu_count())
# where: $N is a number
# ok: Pool(len(tasks))

import time
from multiprocessing import Pool


def run_all(tasks):
    start = time.time()
    pool = Pool(processes=2)
    for task in tasks:
        pool.apply_async(task)
    pool.close()
    pool.join()
    return time.time() - start
