"""`collect` sleeps inside the `with` block, and hopes that everything is done when it leaves it.

`with Pool(...)` ends the pool when its block is left, with whatever is still being done. A sleep before that is a
guess: it is too long for quick tasks and too short for slow ones, and then results are lost.

Which two calls wait until the pool has done all that was submitted, however long that takes?
"""
# fails: UNKNOWN
# has: with Pool(...) as $P:
#          $P.apply_async(...)
#          sleep(...)
# has not: $_.join()
# has not: $_.get(...)
# has not: $_.wait(...)
# ok: with Pool(processes) as pool:
#         pool.apply_async(task)
#         pool.close()
#         pool.join()

import time
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(task, (item,), callback=log)
        time.sleep(3)
