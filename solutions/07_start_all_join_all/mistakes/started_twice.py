"""Each process was to be started twice: in the first loop, and once more in the second.

A `Process` object stands for one run of one child process. Its second `start()` raises AssertionError, even
when the child has ended long ago. `run_all` ended there, while its tasks were still at work.

In which of the two loops do all tasks get under way before anybody waits?
"""
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: $P.start()
#      $P.start()
# or: for $_ in $_:
#         $_.start()
#     for $_ in $_:
#         $_.start()
# or: def $_(...):
#         $_.start()
#     def $_(...):
#         $_.start()
# ok: for p in p_list:
#         p.start()

import time
from multiprocessing import Process


def run_all(tasks):
    p_list = []
    start = time.time()
    for task in tasks:
        p = Process(target=task)
        p_list.append(p)
        p.start()
    for p in p_list:
        p.start()
        p.join()
    stop = time.time()
    return stop - start
