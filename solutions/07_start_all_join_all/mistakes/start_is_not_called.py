"""The processes were made, and `start` was only named, never called.

`p.start` without brackets is the method itself; Python looks it up and goes on. No child was ever started, so no
task ran, and a process that was never started cannot be joined.

What do the brackets behind a name do?
"""
# fails: test_all_tasks_run_at_the_same_time, test_each_task_has_a_process_of_its_own, test_it_waits_for_all
# fails: test_the_seconds_are_right
# has: $P.start
# has not: $_.start()
# has not: map(...)
# ok: p.start()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    p_list = []
    for task in tasks:
        p = Process(target=task)
        p_list.append(p)
        p.start
    for p in p_list:
        p.join()
    return time.time() - start
