# exercise: 10_pool_callback
# right: fork 1 of 4, spawn 1 of 4, forkserver 1 of 4: the callback raises, and the pool's own thread ends of it.
from multiprocessing import Pool


def collect(task, items, log, processes):
    left = ["one", "two"]

    def note(result):
        log(result)
        left.pop()

    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, [item], callback=note)
    pool.close()
    pool.join()
