# exercise: 11_pool_errors
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the number of workers is a constant at the top of the file.
# mistake: hard-coded number of workers
# named: pool_of_two
from multiprocessing import Pool

WORKERS = 4


def collect_errors(task, items, log, on_error, processes=WORKERS):
    pool = Pool(WORKERS)
    jobs = [pool.apply_async(task, (i,), callback=log, error_callback=on_error) for i in items]
    for job in jobs:
        job.wait()
    pool.close()
    pool.join()
