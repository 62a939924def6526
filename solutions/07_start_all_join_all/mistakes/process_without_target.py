"""The children were started with nothing to do.

`Process()` without a target is a process that begins, finds no work, and ends with exit code 0, as if all
were well. There were as many children as tasks, and none of the tasks was called.

How does a process learn which function it is to run?
"""
# fails: test_each_task_has_a_process_of_its_own, test_all_tasks_run_at_the_same_time, test_it_waits_for_all
# fails: test_the_seconds_are_right
# has: Process(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# ok: Process(target=task)
# ok: Process(task, args=(name,))

import time
from multiprocessing import Process


def run_all(tasks):
    began = time.perf_counter()
    processes = [Process() for _ in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - began
