# exercise: 09_pool_apply
# right: fork 0 of 5, spawn 0 of 5, forkserver 0 of 5: the functions take two parameters, and get three arguments.
import multiprocessing


def run_serial(task, items):
    with multiprocessing.Pool() as pool:
        return [pool.apply(task, [item]) for item in items]


def run_parallel(task, items):
    with multiprocessing.Pool() as pool:
        return pool.map(task, items)
