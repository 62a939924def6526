"""A Process subclass that joins itself on leaving a `with` block; joined in reverse order."""

import contextlib
import time
from multiprocessing import Process


class Job(Process):
    def __init__(self, task):
        super().__init__(name="job")
        self.task = task

    def run(self):
        print(self.name, "is running...", flush=True)
        self.task()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *details):
        self.join()


class Stopwatch:
    def __enter__(self):
        self.began = time.perf_counter()
        return self

    def __exit__(self, *details):
        self.seconds = time.perf_counter() - self.began


def run_all(tasks):
    with Stopwatch() as watch, contextlib.ExitStack() as stack:
        for task in tasks:
            stack.enter_context(Job(task))
    return watch.seconds
