# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: an executor keeps the exception in the future, and as_completed tells of each future once.
# mistake: none
from concurrent.futures import ProcessPoolExecutor, as_completed


def collect_errors(task, items, log, on_error, processes):
    with ProcessPoolExecutor(max_workers=processes) as executor:
        futures = {executor.submit(task, item) for item in items}
        for future in as_completed(futures):
            error = future.exception()
            if error is None:
                log(future.result())
            else:
                on_error(error)
