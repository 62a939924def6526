import multiprocessing as mp


def collect(task, items, log, processes):
    with mp.Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log)
        pool.close()
        pool.join()


if __name__ == "__main__":
    collect(abs, range(-5, 0), print, 3)
