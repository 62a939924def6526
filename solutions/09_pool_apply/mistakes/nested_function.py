"""The function that the pool is to run is defined inside another function, and cannot be sent to a worker.

What goes to a worker is pickled, and a function travels by its name: the worker imports your file and looks it up. A
function that only exists while another one runs cannot be found there, so `apply` and `get` raise an AttributeError
(or a PicklingError) under every start method.

At which place in a file does a function have to stand so that everybody who imports the file can find it?
"""
# fails: test_parallel_keeps_all_workers_busy, test_parallel_returns_the_results_in_order
# fails: test_serial_returns_the_results_in_order, test_serial_runs_one_task_at_a_time
# fails: test_the_pool_has_so_many_workers_and_ends
# has: def $_(...):
#          def $F(...):
#              ...
#          Process(target=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply_async(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.map(func=$F, ...)
# ok: def launch(task, name):
#         def log(text):
#             print(text)
#         Process(target=task, args=(name,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    def work(item):
        return task(item)

    pool = Pool(processes)
    results = [pool.apply(work, (item,)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    def work(item):
        return task(item)

    pool = Pool(processes)
    pending = [pool.apply_async(work, (item,)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
