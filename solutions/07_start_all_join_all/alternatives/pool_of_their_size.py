"""A pool with one worker for each task; `get` waits."""

import multiprocessing as mp
from time import monotonic


def run_all(tasks):
    before = monotonic()
    with mp.Pool(processes=len(tasks)) as pool:
        pending = [pool.apply_async(task) for task in tasks]
        for one in pending:
            one.get()
        pool.close()
        pool.join()
    return monotonic() - before
