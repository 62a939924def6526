# exercise: 11_pool_errors
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: the error callback wants two arguments, its TypeError kills the pool's result thread and join never returns.
# mistake: wrong signature of the error_callback
# named: error_callback_with_wrong_parameters
from multiprocessing import Pool

def collect_errors(task, items, log, on_error, processes):
    def oops(item, error):
        print("failed for", item)
        on_error(error)
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=oops)
    pool.close()
    pool.join()
