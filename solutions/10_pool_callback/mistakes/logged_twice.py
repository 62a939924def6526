"""Each result was logged twice.

The pool calls the callback with each result, and your own loop asks for the same results again and
logs them once more. One of the two would do.

Which of them logs a result as soon as its own task is over?
"""
# fails: test_log_gets_every_result
# has: $_.apply_async(callback=$L, ...)
#      $L(...)
# or: $L($_)
#     $_.apply_async(callback=$L, ...)
# or: $_.apply_async(callback=$_, ...)
#     $_.apply_async(callback=$_, ...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes)
    results = []
    for item in items:
        results.append(pool.apply_async(task, (item,), callback=log))
    for result in results:
        log(result.get())
    pool.close()
    pool.join()
