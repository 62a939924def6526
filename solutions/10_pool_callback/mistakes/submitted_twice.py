"""Every item was submitted twice.

`apply_async` submits the task when it is called, whether or not it is given a callback. There are
two calls of it in your loop, so each task ran twice, and the results of half of the runs went
nowhere.

Count how often the task runs for one item. Which of the two lines do you need?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: for $_ in $_:
#          $_.apply_async(...)
#          $_.apply_async(...)
# or: for $_ in $_:
#         $_.apply_async(...)
#         $_.apply(...)
# or: for $_ in $_:
#         $_.apply(...)
#         $_.apply_async(...)
# ok: for item in items:
#         pool.apply_async(task, (item,))

from multiprocessing import Pool
import os


def collect(task, items, log, processes):
    pool = Pool(processes=processes)
    print('---main---', os.getpid())
    for i in items:
        pool.apply_async(func=task, args=(i,), callback=log)
        # callback指向了回调函数(可用于记录日志)
        pool.apply_async(func=task, args=(i,))  # 并行
    print('end')
    pool.close()
    pool.join()
