"""The serial function gave all items to `map`, which runs them at the same time.

`map` waits until *all* results are there, so it looks as if one thing were done after another. But first it puts every
item into the pool's queue, and all workers take from that: the tasks ran side by side.

In `run_serial` the next task may begin only when the one before it is over. Which method of a pool hands over one task,
and waits for it?
"""
# fails: test_serial_runs_one_task_at_a_time
# has: def run_serial(...):
#          $_.map(...)
# or: def run_serial(...):
#         $_.map_async(...)
# or: def run_serial(...):
#         $_.starmap(...)
# or: def run_serial(...):
#         $_.imap(...)
# has not: def run_serial(...):
#              Pool(processes=1, ...)
# ok: def run_serial(task, items, processes):
#         pool.apply(task, (1,))
# ok: def run_parallel(task, items, processes):
#         pool.map(task, items)

from multiprocessing import Pool


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        results = pool.map(task, items, chunksize=1)
        pool.close()
        pool.join()
    return results


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        results = pool.map(task, items, chunksize=1)
        pool.close()
        pool.join()
    return results
