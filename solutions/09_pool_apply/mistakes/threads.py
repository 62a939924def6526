"""This is a pool of threads, not of processes.

`ThreadPool` has the same methods as `Pool` and stands in the same package, but its workers are
threads: they live inside the process that made the pool, with the same pid and the same memory. Every
task was called in the caller's own process, and no other process was ever made. Python code that
computes gains nothing from that.

Look at the import, and print `os.getpid()` in the task and in the caller.
"""
# fails: test_serial_runs_one_task_at_a_time, test_parallel_keeps_all_workers_busy
# fails: test_the_pool_has_so_many_workers_and_ends
# has: ThreadPool(...)
# or: multiprocessing.dummy.Pool(...)
# or: concurrent.futures.ThreadPoolExecutor(...)
# has not: Pool(...)
# ok: Pool(processes)

from multiprocessing.pool import ThreadPool


def run_serial(task, items, processes):
    pool = ThreadPool(processes)
    results = [pool.apply(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = ThreadPool(processes)
    pending = [pool.apply_async(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
