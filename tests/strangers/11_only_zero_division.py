# exercise: 11_pool_errors
# right: fork 0-2 of 4, spawn 0-2 of 4, forkserver 0-2 of 4: only the exception of the example is caught, so any other one comes out of collect_errors.
# mistake: catches ZeroDivisionError only
# named: none
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        handles = [pool.apply_async(task, (item,)) for item in items]
        for handle in handles:
            try:
                log(handle.get())
            except ZeroDivisionError as error:
                on_error(error)
