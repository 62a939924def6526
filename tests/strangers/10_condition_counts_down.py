# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the caller waits on a condition until the callback has logged every result, then the with block ends the pool.
# mistake: none
from multiprocessing import Pool
from threading import Condition


class Collector:
    def __init__(self, log, total):
        self.log = log
        self.left = total
        self.changed = Condition()

    def __call__(self, result):
        self.log(result)
        with self.changed:
            self.left -= 1
            self.changed.notify_all()

    def wait(self):
        with self.changed:
            self.changed.wait_for(lambda: self.left == 0)


def collect(task, items, log, processes):
    items = list(items)
    collector = Collector(log, len(items))
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), {}, collector)
        collector.wait()
