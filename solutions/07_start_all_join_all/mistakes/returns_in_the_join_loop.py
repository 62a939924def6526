"""The function returned from inside the loop that waits, so it waited for one child only.

`return` ends the whole function, wherever it stands. Here it stands inside the loop: after the first `join()`
the function is over, and the other children are still running. The loop never gets to them.

How far is the `return` indented, and how far should it be?
"""
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: for $_ in $_:
#          $_.join(...)
#          return $_
# ok: for p in p_list:
#         p.join()
#     return end

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    processes = []
    for task in tasks:
        p = Process(target=task)
        p.start()
        processes.append(p)
    for p in processes:
        p.join()
        return time.time() - start
