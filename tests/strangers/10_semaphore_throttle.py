# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a semaphore lets in as many submissions as there are workers and is released right after each log.
# mistake: none
import multiprocessing
import threading


def collect(task, items, log, processes):
    """Never more than `processes` items are on their way: useful when there are millions of them."""
    free = threading.BoundedSemaphore(processes)

    def done(result):
        try:
            log(result)
        finally:
            free.release()

    ctx = multiprocessing.get_context("spawn")
    pool = ctx.Pool(processes)
    try:
        for item in items:
            free.acquire()
            pool.apply_async(task, args=(item,), callback=done)
    finally:
        pool.close()
        pool.join()
