"""A process was joined before it was started.

`Process(...)` only describes a process. There is nothing to wait for until `start()` has been called on
it, and Python says so with an AssertionError: "can only join a started process".

Follow one process through your function. Which of its methods are called, and in which order?
"""
# fails: test_each_task_has_a_process_of_its_own, test_all_tasks_run_at_the_same_time
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: $P.join()  # here
#      $P.start()
# or: for $_ in $_:
#         $_.join()  # here
#     for $_ in $_:
#         $_.start()
# or: $P.join(timeout=$_)  # here
#     $P.start()
# has not: $P.start()
#          $P.join()
# ok: p.start()
#     p.join()
# ok: ", ".join(names)
# where: $P is no text

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    p_list = []
    for task in tasks:
        p = Process(target=task)
        p_list.append(p)
    for p in p_list:
        p.join()
        p.start()
    return time.time() - start
