"""The workers are threads, not processes.

`multiprocessing.dummy` and `ThreadPool` look just like the pool of processes, but their workers are
threads: they live inside the process that made them, with the same pid and the same memory, and
share one processor for Python code. Every task ran in the caller's own process.

Look at where your `Pool` is imported from, and compare `os.getpid()` in the task and outside.
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: ThreadPool(...)
# or: multiprocessing.dummy.Pool(...)
# or: concurrent.futures.ThreadPoolExecutor(...)
# or: threading.Thread(...)
# has not: Pool(...)
# ok: Pool(processes)

from multiprocessing.pool import ThreadPool


def collect(task, items, log, processes):
    pool = ThreadPool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()
