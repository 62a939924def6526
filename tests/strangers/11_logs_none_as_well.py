# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: failed tasks are logged, too.
# mistake: log is called after a failure, too
# named: none
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    waiting = []
    for item in items:
        waiting.append(pool.apply_async(task, (item,)))
    pool.close()
    for w in waiting:
        result = None
        try:
            result = w.get()
        except Exception as error:
            on_error(error)
        log(result)
    pool.join()
