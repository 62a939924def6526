"""`collect_errors` returned at once; nobody waited for the pool.

`apply_async` only submits. When your loop is over, the tasks have hardly begun, and
`collect_errors` returned at that very moment. In a program of its own that would often be the end:
results and failures alike would be lost without a word.

How does the pool learn that nothing more will come, and which call then waits until it is done?
"""
# fails: test_it_returns_when_all_is_over
# has: $_.apply_async(...)
# has not: $_.close()
# has not: $_.join()
# has not: $_.get(...)
# has not: $_.wait(...)
# has not: with Pool(...) as $_:
#              ...
# has not: sleep(...)
# ok: pool.close()
#     pool.join()

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log, error_callback=on_error)
