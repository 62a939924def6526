"""The list of processes is empty: there was nothing to wait for.

Your second loop goes through the list and joins every process in it. But no process was ever put into
the list, and a loop over an empty list does nothing at all. So `run_all` returned while the tasks were
still at work.

Print the length of the list before the second loop.
"""
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: $L = []
#      for $P in $L:
#          $P.join(...)
# has not: $L.append(...)
# has not: $L += $_
# ok: p_list = []
#     p_list.append(p)
#     for p in p_list:
#         p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    p_list = []
    start = time.time()
    for task in tasks:
        p = Process(target=task)
        p.start()
    for p in p_list:
        p.join()
    stop = time.time()
    return stop - start
