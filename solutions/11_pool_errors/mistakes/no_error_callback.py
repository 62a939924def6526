"""Nobody hears of the failures: only results have a callback.

`callback` is called when a task succeeds. When it fails, the pool keeps the exception until somebody
asks for that result; nobody does, so the failure vanishes: nothing is printed, and there are simply
fewer logs than items.

Which other keyword does the method have that submits a task?
"""
# fails: test_every_failure_reaches_on_error

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
    pool.join()
