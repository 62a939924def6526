from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log(item))
    pool.close()
    pool.join()


if __name__ == '__main__':
    collect(abs, [-1, -2, -3], print, 2)
