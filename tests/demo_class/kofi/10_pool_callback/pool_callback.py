from multiprocessing import Pool


def double(n):
    return 2 * n


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()


# try it out
collect(double, [10, 20, 30], print, 2)
