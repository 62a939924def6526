# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: a worker that loads the file comes to the trial at its end.
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log, error_callback=on_error)
        pool.close()
        pool.join()


collect_errors(int, ["1", "two"], print, print, 2)
