"""The serial function handed out all tasks at once.

`apply_async` does not wait: it puts the task into the pool's queue and returns. By the end of your
first loop every item was in the queue, and all workers were busy at the same time. The second loop
fetched the results one by one, but by then the tasks were running together already.

In `run_serial` the next task may begin only when the one before it is over. Which line waits for that?
"""
# fails: test_serial_runs_one_task_at_a_time
# has not: def run_serial(...):
#              sleep(...)
# has: def run_serial(...):
#          $_.apply_async(...)
# or: def run_serial(...):
#         $_.map(...)
# or: def run_serial(...):
#         $_.map_async(...)
# ok: def run_serial(task, items, processes):
#         pool.apply(task, (1,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    pending = []
    for item in items:
        pending.append(pool.apply_async(task, (item,)))
    results = []
    for one in pending:
        results.append(one.get())
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = []
    for item in items:
        pending.append(pool.apply_async(task, (item,)))
    results = []
    for one in pending:
        results.append(one.get())
    pool.close()
    pool.join()
    return results
