"""The arguments are no tuple: the comma is missing.

`(item)` is just `item` in parentheses; it is the comma that makes a tuple of one. The worker tried
to unpack a number as if it were a row of arguments, before it could call the task at all. `on_error`
was told of it: a TypeError for every single item.

What does `type((5))` give, and what `type((5,))`? Print the errors that you are told of.
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# fails: test_no_failure_stops_the_other_tasks, test_it_returns_when_all_is_over
# has: for $X in $_:
#          $_.apply_async(args=$X, ...)
# where: $X is a name
# ok: for item in items:
#         pool.apply_async(task, (item,))

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, args=(item), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
