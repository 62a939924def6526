"""Exercise 09: give tasks to a pool of workers, one at a time and several at once."""

from multiprocessing import Pool


def run_serial(task, items, processes):
    """Call `task(item)` for each item in a pool, one at a time; return the list of results."""
    ### BEGIN SOLUTION
    pool = Pool(processes)
    results = [pool.apply(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return results
    ### END SOLUTION


def run_parallel(task, items, processes):
    """Call `task(item)` for each item in a pool, all workers at once; return the list of results."""
    ### BEGIN SOLUTION
    pool = Pool(processes)
    pending = [pool.apply_async(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
    ### END SOLUTION
