"""`log` was handed over in the place of the task's keyword arguments.

The parameters of `apply_async` are the function, its arguments, its *keyword* arguments, and then
the callback. Given by position, your third one is taken for a dict of keyword arguments. Each
worker got a TypeError when it tried to use it so; an exception in a worker is kept until somebody
asks for the result, and nobody asked. So nothing was called, nothing was logged, and nothing was
printed.

Look at the signature of `apply_async`. How can an argument be given so that its place does not
matter?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
# has: $_.apply_async(kwds=$K, ...)
# where: $K is a name
# ok: pool.apply_async(task, (item,), callback=log)
# ok: pool.apply_async(task, (item,), {}, log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), log)
    pool.close()
    pool.join()
