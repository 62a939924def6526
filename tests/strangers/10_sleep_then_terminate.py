# exercise: 10_pool_callback
# right: fork 0-3 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: the pool is terminated after a fixed time, so results that take longer are never logged.
# mistake: sleeps a guessed time instead of close and join
# named: sleeps_in_the_with_block, sleeps
import time
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log)
        time.sleep(1 + len(items) / processes)
