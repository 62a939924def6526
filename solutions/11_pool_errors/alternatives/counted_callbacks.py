"""Callbacks of a class of one's own; a condition says when all have been called."""

import threading
from multiprocessing import get_context


class Collector:
    def __init__(self, log, on_error, count):
        self.log, self.on_error, self.left = log, on_error, count
        self.changed = threading.Condition()

    def succeeded(self, result):
        self.log(result)
        self.one_less()

    def failed(self, error):
        self.on_error(error)
        self.one_less()

    def one_less(self):
        with self.changed:
            self.left -= 1
            self.changed.notify_all()


def collect_errors(task, items, log, on_error, processes):
    collector = Collector(log, on_error, len(items))
    pool = get_context().Pool(processes=processes, maxtasksperchild=2)
    for item in items:
        pool.apply_async(task, (item,), {}, collector.succeeded, collector.failed)
    with collector.changed:
        collector.changed.wait_for(lambda: collector.left == 0)
    pool.terminate()
    pool.join()
