# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: on_error gets the text of the exception and not the exception.
# mistake: str(error) instead of the exception
# named: description_of_the_error
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    def failed(error):
        on_error(f"{type(error).__name__}: {error}")

    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log, error_callback=failed)
        pool.close()
        pool.join()
