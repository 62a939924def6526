# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: next on the imap iterator raises for a failed item and goes on with the following one.
# mistake: none
import multiprocessing


def collect_errors(task, items, log, on_error, processes):
    items = list(items)
    pool = multiprocessing.get_context("spawn").Pool(processes)
    try:
        outcomes = pool.imap(task, items)
        for _ in items:
            try:
                value = next(outcomes)
            except Exception as e:
                on_error(e)
                continue
            log(value)
    finally:
        pool.close()
        pool.join()
