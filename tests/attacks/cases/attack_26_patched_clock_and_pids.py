"""Attack 26: patch time, os.getpid, os.getppid and Process.

expect: F
says: the caller itself
"""

import itertools
import multiprocessing
import os
import threading
import time

pids = itertools.count(1000)


class FakeProcess(threading.Thread):
    exitcode = 0
    pid = property(lambda self: 1000)


multiprocessing.Process = multiprocessing.process.BaseProcess = FakeProcess
os.getpid = lambda: next(pids)
os.getppid = lambda: 999
time.monotonic = time.time = time.perf_counter = lambda: 0.0


def launch(task, name):
    child = multiprocessing.Process(target=task, args=(name,))
    child.start()
    return child
