"""The function that was submitted cannot be sent to a worker.

A task travels to a worker as a message, and a function travels by its name: the worker looks it up in the
module. A lambda or a function inside a function has no such name, so sending it failed, for every single
item. What `on_error` heard of is that, and not a failure of a task: no task was ever called.

Print the errors that you are told of. And do you need a function of your own around the task?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# fails: test_no_failure_stops_the_other_tasks, test_it_returns_when_all_is_over
# has: def $_(...):
#          def $F(...):
#              ...
#          $_.apply_async(func=$F, ...)
# or: $_.apply_async(func=$L, ...)
# or: $F = $L
#     $_.apply_async(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.map_async(func=$F, ...)
# where: $L is a lambda
# ok: pool.apply_async(task, (item,), callback=lambda result: log(result))

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    def work(item):
        return task(item)

    pool = Pool(processes)
    for item in items:
        pool.apply_async(work, (item,), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
