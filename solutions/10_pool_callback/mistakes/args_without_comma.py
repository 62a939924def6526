"""The arguments are no tuple: the comma is missing.

`(item)` is just `item` in parentheses; it is the comma that makes a tuple of one. The worker tried
to unpack a number as if it were a row of arguments and got a TypeError, for every single task. An
exception in a worker is kept until somebody asks for the result, and nobody asked: so nothing was
called, nothing was logged, and nothing was printed.

What does `type((5))` give, and what `type((5,))`? And what does `apply_async(...).get()` say?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
# has: for $X in $_:
#          $_.apply_async(args=$X, ...)
# where: $X is a name
# ok: for item in items:
#         pool.apply_async(task, (item,))

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes=processes)
    for item in items:
        pool.apply_async(func=task, args=(item), callback=log)
    pool.close()
    pool.join()
