# exercise: 11_pool_errors
# right: fork 0 of 4, spawn 0 of 4, forkserver 0 of 4: the keyword is misspelt, so apply_async raises a TypeError before anything is submitted.
# mistake: error_callback misspelt
# named: none
from multiprocessing import Pool

def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log, errorcallback=on_error)
        pool.close()
        pool.join()
