# exercise: 09_pool_apply
# right: fork 2-4 of 5, spawn 2-4 of 5, forkserver 2-4 of 5: there is no pool in run_parallel.
# mistake: a Process for each item instead of a pool
# named: process_for_each_item
from multiprocessing import Pool, Process, Queue


def work(task, number, item, queue):
    queue.put((number, task(item)))


def run_serial(task, items, processes):
    pool = Pool(processes)
    results = [pool.apply(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return results


def run_parallel(task, items, processes):
    queue = Queue()
    children = [Process(target=work, args=(task, i, item, queue)) for i, item in enumerate(items)]
    for c in children:
        c.start()
    found = sorted(queue.get() for _ in items)
    for c in children:
        c.join()
    return [value for _, value in found]
