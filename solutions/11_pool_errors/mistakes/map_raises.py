"""`map` raised the first failure, and every result was lost with it.

`map` gives the list of all results, or raises. As one task failed there is no list, so none of your
lines after it was run: nothing was logged, nothing was told, and whoever called `collect_errors` got
the exception.

Which methods of `Pool` let each task succeed or fail by itself?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log, test_it_returns_when_all_is_over
# has: $_.map(...)
# or: $_.starmap(...)
# has not: $_.apply_async(...)
# ok: pool.apply_async(task)

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        for result in pool.map(task, items):
            if isinstance(result, Exception):
                on_error(result)
            else:
                log(result)
