# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: `result()` of a failed future raises where nobody hears of it.
from concurrent.futures import ProcessPoolExecutor


def collect_errors(task, items, log, on_error, processes):
    with ProcessPoolExecutor(max_workers=processes) as executor:
        for item in items:
            executor.submit(task, item).add_done_callback(lambda future: log(future.result()))
