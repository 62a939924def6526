# exercise: 11_pool_errors
# right: fork 1-2 of 4, spawn 1-2 of 4, forkserver 1-2 of 4: a task that takes more than a second is told of as a TimeoutError and its real outcome is lost.
# mistake: get with a timeout, whose TimeoutError is taken for a failure of the task
# named: none
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    handles = [pool.apply_async(task, (item,)) for item in items]
    for h in handles:
        try:
            log(h.get(1))
        except Exception as e:
            on_error(e)
    pool.close()
    pool.join()
