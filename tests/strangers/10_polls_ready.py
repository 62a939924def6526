# exercise: 10_pool_callback
# right: fork 2-3 of 4, spawn 2-3 of 4, forkserver 2-3 of 4: a loop with a sleep asks every AsyncResult whether it is ready instead of waiting.
# mistake: polls ready()
# named: asks_again_and_again
import time
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        pending = [pool.apply_async(task, (item,)) for item in items]
        while pending:
            for r in list(pending):
                if r.ready():
                    log(r.get())
                    pending.remove(r)
            time.sleep(0.02)
