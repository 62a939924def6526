"""`apply` waits for each result, so one task runs at a time.

Every failure is told and every result is logged. But `pool.apply` comes back only when its task is
over; until then nothing else was submitted, and all other workers were idle. You have a pool, but
the work is as serial as without one.

Look at the methods of `Pool` that submit one task. Which one returns at once, and where does the
exception show then?
"""
# fails: test_no_failure_stops_the_other_tasks
# has: $_.apply(func=$F, ...)
# where: $F is no call
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        try:
            log(pool.apply(task, (item,)))
        except Exception as error:
            on_error(error)
    pool.close()
    pool.join()
