"""`join` was called on a pool that was still open, and that is an error.

`join` waits until the workers have ended. As long as more tasks may come, they never end, so
`join` refuses to wait: ValueError "Pool is still running". Your `collect` ended with that error
while the tasks went on.

What has to be said to a pool before it can be waited for?
"""
# fails: test_collect_returns_when_all_is_over
# has: $P.join()
#      $P.close()
# or: $Q.join()
# has not: $Q.close()
# has not: $Q.terminate()
# has not: $Q.start()
# ok: pool.close()
#     pool.join()

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=log)
    pool.join()
