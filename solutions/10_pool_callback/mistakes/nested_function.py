"""The function that was submitted cannot be sent to a worker.

A task travels to a worker as a message, and a function travels by its name: the worker looks it up
in the module. A lambda or a function inside a function has no such name, so sending it failed, for
every single task. That error is kept until somebody asks for the result, and nobody asked: so
nothing was called, nothing was logged, and nothing was printed.

What does `apply_async(...).get()` say? And do you need a function of your own around the task?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
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


def collect(task, items, log, processes):
    def work(item):
        return task(item)

    pool = Pool(processes)
    for item in items:
        pool.apply_async(work, (item,), callback=log)
    pool.close()
    pool.join()
