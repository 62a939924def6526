"""A pool of n workers; each of them gets the managed containers when it begins."""

import multiprocessing
import os

shared = pids = None


def prepare(managed_dict, managed_list):
    global shared, pids
    shared, pids = managed_dict, managed_list


def work(task):
    shared[os.getpid()] = task()
    pids.append(os.getpid())


def share_pids(task, n):
    with multiprocessing.Manager() as manager:
        managed = manager.dict(), manager.list()
        with multiprocessing.Pool(n, prepare, managed) as pool:
            pool.map(work, [task] * n, chunksize=1)
            pool.close()
            pool.join()
        return {**managed[0]}, [*managed[1]]
