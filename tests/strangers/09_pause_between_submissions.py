# exercise: 09_pool_apply
# right: fork 4 of 5, spawn 4 of 5, forkserver 4 of 5: the caller sleeps half a second after every submission, so that workers have nothing to do although there are items left, unless the tasks take longer.
# mistake: sleeps between the submissions
# named: none
import time
from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply(task, (item,)))
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply_async(task, (item,)))
        time.sleep(0.5)        # so that the next worker gets it
    pool.close()
    pool.join()
    return [r.get() for r in results]
