"""`log` was called once, with the list of all results.

`map` and `map_async` make one job of all items, and a callback belongs to the job: what comes of it is one
list, once, when the last task is over. `log` should hear of each result by itself, and as soon as it
is there.

For how many tasks does one callback stand in the method that you use? Look for one that submits a
single task.
"""
# fails: test_log_gets_every_result, test_each_result_is_logged_as_its_task_ends
# has: $_.map_async(callback=$_, ...)
# or: $_.starmap_async(callback=$_, ...)
# or: def collect($T, $I, $L, $N):
#         $R = $_.map(...)
#         $L($R)
# or: def collect($T, $I, $L, $N):
#         $L($_.map(...))
# or: def collect($T, $I, $L, $N):
#         $L(results)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    pool.map_async(task, items, callback=log)
    pool.close()
    pool.join()
