# exercise: 10_pool_callback
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: three workers whatever was asked for.
# mistake: Pool(3) hard-coded
# named: pool_of_two
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(3)
    for item in items:
        pool.apply_async(task, args=(item,), callback=log)
    pool.close()
    pool.join()
