"""The workers are threads, not processes.

`multiprocessing.dummy` and `ThreadPool` look just like the pool of processes, but their workers are
threads: they live inside the process that made them, with the same pid and the same memory. Every
task ran in the caller's own process.

Look at where your `Pool` is imported from, and compare `os.getpid()` in the task and outside.
"""
# fails: test_no_failure_stops_the_other_tasks
# has: ThreadPool(...)
# or: multiprocessing.dummy.Pool(...)
# or: concurrent.futures.ThreadPoolExecutor(...)
# or: threading.Thread(...)
# has not: Pool(...)
# ok: Pool(processes)

from multiprocessing.dummy import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=on_error)
    pool.close()
    pool.join()
