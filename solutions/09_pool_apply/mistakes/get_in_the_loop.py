"""Each result was fetched before the next task was handed out.

`apply_async` returns at once, which is right. But the very next thing your loop does is `get()`,
and `get()` waits until that one task is over. So the second task was handed out when the first had
ended: one worker was at work at a time, and all the others waited.

Which of the two has to be done for *all* items before the other is done for the first?
"""
# fails: test_parallel_keeps_all_workers_busy
# has: def run_parallel(...):
#          for $_ in $_:
#              $R = $_.apply_async(...)
#              $R.get(...)
# or: def run_parallel(...):
#         for $_ in $_:
#             $_.apply_async(...).get(...)
# or: def run_parallel(...):
#         for $_ in $_:
#             $R = $_.apply_async(...)
#             $R.wait(...)
# ok: def run_serial(task, items, processes):
#         for item in items:
#             pool.apply_async(task, (item,)).get()
# ok: handles = [pool.apply_async(task, (item,)) for item in items]
#     results = [one.get() for one in handles]

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply(task, args=(item,)))
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        answer = pool.apply_async(task, args=(item,))
        results.append(answer.get())
    pool.close()
    pool.join()
    return results
