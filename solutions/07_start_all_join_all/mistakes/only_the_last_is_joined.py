"""The caller waited for one child only, the last one that it had started.

After the loop, the variable holds the process of the last round. The ones before it are running as well,
but no name stands for them any more, and nobody waits for them. The last to be started is not always
the last to end.

Where could the caller keep all of its processes?
"""
# fails: test_it_waits_for_all, test_the_seconds_are_right
# has: for $_ in $_:
#          $P.start()
#      $P.join(...)
# has not: for $_ in $_:
#              $_.join(...)
# ok: for p in p_list:
#         p.start()
#     for p in p_list:
#         p.join()

import time
from multiprocessing import Process


def run_all(tasks):
    start = time.time()
    for task in tasks:
        p = Process(target=task)
        p.start()
    p.join()
    return time.time() - start
