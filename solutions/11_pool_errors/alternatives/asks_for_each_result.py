"""Every result is asked for, in the order of the items; a `try` around each single one."""

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        results = [pool.apply_async(task, [item]) for item in items]
        for result in results:
            try:
                value = result.get()
            except Exception as error:
                print("failed:", error)
                on_error(error)
            else:
                log(value)
