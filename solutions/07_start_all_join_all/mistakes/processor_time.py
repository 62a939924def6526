"""The wrong clock was read: one that stands still while the caller waits.

`time.process_time()` counts how long the processor was busy for the process that asks. While your
caller waits for its children it uses no processor at all, and the children's work is counted in their
own processes. So next to nothing came back, however long the tasks took.

Which of Python's clocks goes on while nobody is working?
"""
# fails: test_the_seconds_are_right
# has: process_time()
# or: thread_time()
# or: process_time_ns()
# ok: time()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.process_time()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.process_time() - start
