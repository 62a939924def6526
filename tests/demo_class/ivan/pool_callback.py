from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        result = pool.apply_async(task, (item,), callback=log)
        result.get()  # make sure that it worked
    pool.close()
    pool.join()


if __name__ == "__main__":
    collect(abs, [-1, -2, -3], print, 2)
