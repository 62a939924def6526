"""Two tasks returned the same, and only one of their results was logged.

Your program keeps the results that it has logged, and passes over one that is among them. A result
does not tell which task it comes from: a second task may well return the same.

The pool gives you each result once. What is left for your program to check?
"""
# fails: test_log_gets_every_result
# has: if $R not in $S:
#          $_($R)
# or: if $R in $S:
#         continue
#     $_($R)
# or: if $R in $S:
#         return
#     $_($R)
# ok: for result in pool.imap_unordered(task, items):
#         log(result)

from multiprocessing import Pool


def collect(task, items, log, processes):
    seen = set()
    with Pool(processes) as pool:
        for result in pool.imap_unordered(task, items):
            if result not in seen:
                seen.add(result)
                log(result)
        pool.close()
        pool.join()
