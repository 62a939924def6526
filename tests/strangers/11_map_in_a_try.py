# exercise: 11_pool_errors
# right: fork 1-2 of 4, spawn 1-2 of 4, forkserver 1-2 of 4: the first failure hides all results.
# mistake: one try around map
# named: map_with_except
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        try:
            for result in pool.map(task, items):
                log(result)
        except Exception as e:
            on_error(e)
        pool.close()
        pool.join()
