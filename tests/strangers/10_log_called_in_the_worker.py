# exercise: 10_pool_callback
# right: fork 0-3 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: a helper calls log right after the task, which is in the worker and not in the caller.
# mistake: log is called in the worker process
# named: log_in_the_worker
from multiprocessing import Pool


def work_and_log(task, item, log):
    result = task(item)
    log(result)


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(work_and_log, (task, item, log))
    pool.close()
    pool.join()
