# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: apply_async raises nothing.
# mistake: try around apply_async
# named: try_around_the_submission, no_error_callback
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        try:
            pool.apply_async(task, (item,), callback=log)
        except Exception as error:
            on_error(error)
    pool.close()
    pool.join()
