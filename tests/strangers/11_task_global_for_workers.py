# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: the workers find the task in a global that only a fork copies, and elsewhere every call fails with a TypeError.
# mistake: task kept in a global instead of being sent
# named: none
from multiprocessing import Pool

the_task = None


def call(item):
    return the_task(item)


def collect_errors(task, items, log, on_error, processes):
    global the_task
    the_task = task
    pool = Pool(processes)
    for item in items:
        pool.apply_async(call, (item,), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
