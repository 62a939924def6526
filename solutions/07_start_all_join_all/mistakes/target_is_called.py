"""The tasks were called where they should only have been named.

`target=task()` calls the task at once, in the caller, and hands what it *returns* to `Process`. So the
caller did all the work itself, one task after another, and the children had nothing left to do.

Read the argument from the inside out: what does Python evaluate first, and in which process?
"""
# fails: test_each_task_has_a_process_of_its_own, test_all_tasks_run_at_the_same_time
# has: Process(target=$F(...), ...)
# has not: Process(target=functools.partial(...), ...)
# ok: Process(target=task, args=(name,)).start()
# ok: task(name)

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = [Process(target=task()) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.time() - start
