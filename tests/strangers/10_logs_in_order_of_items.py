# exercise: 10_pool_callback
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: imap keeps the order of the items, so a result that is there waits for a slow one before it.
# mistake: relies on tasks ending in the order of the items
# named: logged_in_the_order_of_the_items
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for result in pool.imap(task, items):
            log(result)
        pool.close()
        pool.join()
