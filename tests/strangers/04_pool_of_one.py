# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the only worker of a pool sets its global and reports, and the pool is closed and joined before x is read.
# mistake: none
from multiprocessing import Pool

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    pool = Pool(processes=1)
    try:
        pool.apply(child, (report,))
    finally:
        pool.close()
        pool.join()
    return x
