"""All items were made one job, and one failure makes the whole job fail.

`map_async` is one job with one result, the list. When a task fails there is no list: the error
callback is called once, with the first exception, the other exceptions are dropped, and the results
of the tasks that did succeed are lost.

For how many tasks do the callbacks stand in the method that you use? Look for one that submits a
single task.
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log
# has: $_.map_async(...)
# or: $_.starmap_async(...)
# ok: pool.apply_async(task)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    pool.map_async(task, items, callback=log, error_callback=on_error)
    pool.close()
    pool.join()
