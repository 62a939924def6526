"""The pool was never ended: its workers are still there when `collect` has returned.

Every result was waited for, so all was logged in time. But a pool does not know that no more work
will come. Its workers wait for the next task, and they go on waiting after your function has
returned, until somebody ends them or the whole program is over. A program that calls `collect` a
hundred times has a hundred pools of sleeping processes.

How is a pool told that nothing more will be submitted, and who waits until its workers are gone?
"""
# fails: test_collect_returns_when_all_is_over
# has: Pool(...)
# has not: $_.close()
# has not: $_.terminate()
# has not: with Pool(...) as $_:
#              ...
# has not: $_.join()
# ok: pool.close()

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes=processes)
    res_list = []
    for item in items:
        res_list.append(pool.apply_async(task, args=(item,), callback=log))
    for res in res_list:
        res.wait()
