"""The work of the children is a lambda, and that cannot be sent to another Python.

Under `spawn` and `forkserver` a child begins as a fresh Python, and is told by name which function to
call. A lambda has no name under which the child could find it, so `start()` raises an exception. Under
`fork` the child is a copy of the caller and has everything already; so the same file works there.

What is the shortest thing that can be handed to `target`, when the task needs no argument?
"""
# fails under spawn, forkserver: test_each_task_has_a_process_of_its_own, test_all_tasks_run_at_the_same_time
# fails under spawn, forkserver: test_it_waits_for_all, test_the_seconds_are_right
# has: Process(target=$L, ...)
# or: $F = $L
#     Process(target=$F, ...)
# where: $L is a lambda
# ok: Process(target=task)

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = [Process(target=lambda task=task: task()) for task in tasks]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.time() - start
