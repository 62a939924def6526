"""A pool of n workers and a lock that a manager keeps, which may be sent to a pool."""

from multiprocessing import Manager, Pool


def add(shared, key, lock):
    with lock:
        shared[key] = shared[key] + 1
    return key


def count(shared, key, n):
    with Manager() as manager:
        lock = manager.Lock()
        with Pool(n) as pool:
            pool.starmap(add, [(shared, key, lock)] * n, chunksize=1)
            pool.close()
            pool.join()
