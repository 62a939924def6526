# exercise: 11_pool_errors
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: failures stay in results that nobody asks for, so on_error is never called.
# mistake: error_callback forgotten
# named: no_error_callback, try_around_the_submission
from multiprocessing import Pool

def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    try:
        for item in items:
            pool.apply_async(task, (item,), callback=log)
    except Exception as e:
        on_error(e)
    pool.close()
    pool.join()
