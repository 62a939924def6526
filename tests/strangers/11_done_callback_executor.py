# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: done callbacks of a ProcessPoolExecutor tell of everything in the caller's process before shutdown returns.
# mistake: none
from concurrent.futures import ProcessPoolExecutor
from functools import partial


def _tell(log, on_error, future):
    try:
        result = future.result()
    except Exception as error:
        on_error(error)
    else:
        log(result)


def collect_errors(task, items, log, on_error, processes):
    executor = ProcessPoolExecutor(processes)
    tell = partial(_tell, log, on_error)
    for item in items:
        executor.submit(task, item).add_done_callback(tell)
    executor.shutdown(wait=True)
