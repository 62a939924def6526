# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: a thread that ticks while the pool works has no part in the waiting.
# mistake: none
import sys
import threading
from multiprocessing import Pool


class Ticker(threading.Thread):
    """Shows that the program is still alive."""

    def __init__(self):
        super().__init__(daemon=True)
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.25):
            sys.stderr.write("tick\n")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


def run_serial(task, items, processes):
    with Pool(processes) as pool, Ticker():
        return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    with Pool(processes) as pool, Ticker():
        handles = [pool.apply_async(task, (item,)) for item in items]
        pool.close()
        pool.join()
        return [handle.get() for handle in handles]
