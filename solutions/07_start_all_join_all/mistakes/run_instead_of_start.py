"""`run()` was called instead of `start()`, and that makes no process.

`run` is the work of a process, and it is the child that is meant to call it. When you call `run()`
yourself, it is an ordinary method call: the caller does all the work itself, one task after another.

Which method of `Process` asks the operating system for a new process?
"""
# fails: test_each_task_has_a_process_of_its_own, test_all_tasks_run_at_the_same_time
# has: $P.run()
# has not: $_.start()
# ok: process.start()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = [Process(target=task) for task in tasks]
    for process in processes:
        process.run()
    return time.time() - start
