# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: one map_async for each item, whose callback unpacks the list of one result.
# mistake: none
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        jobs = [pool.map_async(task, [item], callback=lambda results: log(*results)) for item in items]
        for job in jobs:
            job.wait()
        pool.close()
        pool.join()
