# exercise: 10_pool_callback
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: logged only when all are done.
# mistake: map, and log afterwards
# named: logged_at_the_end
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        results = pool.map(task, items)
        pool.close()
        pool.join()
    for result in results:
        log(result)
