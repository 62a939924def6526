# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the class is handed over, not the exception.
# mistake: hands over the type of the exception
# named: none
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    handles = [pool.apply_async(task, (i,)) for i in items]
    for h in handles:
        try:
            result = h.get()
        except Exception as e:
            on_error(type(e))
        else:
            log(result)
    pool.close()
    pool.join()
