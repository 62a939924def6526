"""The pool was closed, but nobody waited for it.

`close` says that nothing more will be submitted. It does not wait: it returns at once, and so did
`collect`, while the workers went on without it. In a program of its own that would often be the
end: the main process ends, its workers are ended with it, and results are missing without any
error.

Which call returns only when the workers have ended?
"""
# fails: test_collect_returns_when_all_is_over
# has: $_.close()
# has not: $_.join(...)
# has not: $_.get(...)
# has not: $_.wait(...)
# has not: sleep(...)
# has not: with Pool(...) as $_:
#              ...
# ok: pool.close()
#     pool.join()

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.close()
