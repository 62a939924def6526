"""The serial function hands out all tasks, with a sleep after each that is to be long enough.

`apply_async` does not wait: it puts the task into the pool's queue and returns. The sleep after it is a guess at how
long a task takes. Too short, and the next task begins while this one is still running, as it did here; too long, and
nobody works until it is over.

In `run_serial` the next task may begin only when the one before it is over. Which call returns at that very moment?
"""
# fails: test_serial_runs_one_task_at_a_time
# has: def run_serial(...):
#          ...
#          for $_ in $_:
#              ...
#              $_.apply_async(...)
#              ...
#              sleep(...)
# or: def run_serial(...):
#         ...
#         for $_ in $_:
#             ...
#             $_.append($_.apply_async(...))
#             ...
#             sleep(...)
# ok: def run_serial(task, items, processes):
#         for item in items:
#             results.append(pool.apply(task, (item,)))

import time
from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    pending = []
    for item in items:
        pending.append(pool.apply_async(task, (item,)))
        time.sleep(4)
    results = [one.get() for one in pending]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(task, (item,)) for item in items]
    results = [one.get() for one in pending]
    pool.close()
    pool.join()
    return results
