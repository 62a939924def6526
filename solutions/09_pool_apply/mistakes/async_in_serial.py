"""The serial function handed out all tasks at once.

`apply_async` does not wait: it puts the task into the pool's queue and returns. By the end of your
first loop every item was in the queue, and all workers were busy at the same time. The second loop
fetched the results one by one, but by then the tasks were running together already.

In `run_serial` the next task may begin only when the one before it is over. Which line waits for that?
"""
# fails: test_serial_runs_one_task_at_a_time
# has: def run_serial(...):
#          for $_ in $_:
#              $_.apply_async(...)
# has not: def run_serial(...):
#              sleep(...)
# has not: def run_serial(...):
#              $_.apply_async(...).get(...)
# has not: def run_serial(...):
#              for $_ in $_:
#                  $R = $_.apply_async(...)
#                  $R.get(...)
# has not: def run_serial(...):
#              for $_ in $_:
#                  $R = $_.apply_async(...)
#                  $R.wait(...)
# has not: def run_serial(...):
#              Pool(processes=1, ...)
# ok: def run_serial(task, items, processes):
#         pool.apply(task, (1,))
# ok: def run_serial(task, items, processes):
#         for item in items:
#             results.append(pool.apply_async(task, (item,)).get())
# ok: def run_serial(task, items, processes):
#         for item in items:
#             answer = pool.apply_async(task, (item,))
#             answer.wait()
# ok: def run_serial(task, items, processes):
#         return pool.map(task, items)

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
