"""A pool with one worker, closed and joined."""

import multiprocessing

x = 100


def set_x(value):
    global x
    x = value
    return x


def work(report):
    report(set_x(0))


def prove_isolation(report):
    pool = multiprocessing.Pool(processes=1)
    try:
        pool.apply(work, (report,))
    finally:
        pool.close()
        pool.join()
    value = x
    return value
