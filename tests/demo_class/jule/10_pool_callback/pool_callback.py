def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, args=(item,), callback=log)
    pool.close()
    pool.join()
