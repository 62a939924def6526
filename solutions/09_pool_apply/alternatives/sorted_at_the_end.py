"""Takes results as they end and sorts them afterwards; terminates the pool once all are there."""

from multiprocessing.pool import Pool


def call_numbered(job):
    task, number, item = job
    return number, task(item)


def jobs_for(task, items):
    return [(task, number, item) for number, item in enumerate(items)]


def run_serial(task, items, processes):
    pool = Pool(processes)
    found = {}
    for job in jobs_for(task, items):
        number, result = pool.apply(call_numbered, (job,))
        found[number] = result
    pool.terminate()
    pool.join()
    return list(found.values())


def run_parallel(task, items, processes):
    pool = Pool(processes)
    found = dict(pool.imap_unordered(call_numbered, jobs_for(task, items)))
    pool.terminate()
    pool.join()
    return [found[number] for number in sorted(found)]
