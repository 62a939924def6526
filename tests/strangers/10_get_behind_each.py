# exercise: 10_pool_callback
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: one at a time.
# mistake: get right after each submission
# named: get_in_the_loop
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for i in items:
        r = pool.apply_async(task, (i,))
        log(r.get())
    pool.close()
    pool.join()
