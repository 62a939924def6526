# exercise: 11_pool_errors
# right: fork 1-2 of 4, spawn 1-2 of 4, forkserver 1-2 of 4: the try stands around the whole loop, so the first failure ends the telling of all others.
# mistake: one try around the loop instead of one for each result
# named: first_failure_ends_the_loop
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply_async(task, (item,)))
    pool.close()
    try:
        for r in results:
            log(r.get())
    except Exception as error:
        on_error(error)
    pool.join()
