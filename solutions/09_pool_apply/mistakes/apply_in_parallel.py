"""`apply` waits for each task, so the tasks ran one after another.

`pool.apply` hands a task to a worker and returns when its result is there. Only then did your loop
come to the next item. The pool had several workers, but whenever one of them was at work the others
had nothing to do: the serial way, under the name of the parallel one.

What does the caller have to be free to do while the first task is still running?
"""
# fails: test_parallel_keeps_all_workers_busy
# has: def run_parallel(...):
#          $_.apply(...)
# ok: def run_serial(task, items, processes):
#         pool.apply(task, (1,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply(task, args=(item,)))
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply(task, args=(item,)))
    pool.close()
    pool.join()
    return results
