# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 0 of 4, forkserver 0 of 4: the demo at the bottom makes a pool at every import, also in every child.
# mistake: trial code without a main guard
# named: no_main_guard
from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()


# try it
collect(abs, [-1, 2, -3], print, 2)
print("all done")
