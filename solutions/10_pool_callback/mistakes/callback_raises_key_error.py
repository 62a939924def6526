"""The callback raised a KeyError, and the pool says nothing of it: the result counts as still to come.

The thread of the pool that hands results on has a use of its own for a KeyError: to it, it says that nobody asked for
the result any more, and so it goes on without a word. No line is printed. But the result was not marked as delivered
before that, because the callback comes first; and `join()` waits until every result is.

Which lines of your callback look something up, and is it there at the first result? `dict.get`, `setdefault` or a
`defaultdict` have an answer where a key is missing; and a `print` at the callback's beginning and end shows how far it
comes.
"""
# fails: test_log_gets_every_result
# fails: test_each_result_is_logged_as_its_task_ends, test_collect_returns_when_all_is_over
# has: def $F(...):
#          $_[$_] += $_
# or: def $F(...):
#         $_[$_].append($_)
# or: def $F(...):
#         $_.remove($_)
# or: def $F(...):
#         del $_[$_]
# or: def $F(...):
#         $_.pop($_)
# has: $_.apply_async(callback=$F, ...)
# or: $_.apply_async(callback=$_.$F, ...)
# ok: pool.apply_async(task, (item,), callback=log)

from multiprocessing import Pool


def collect(task, items, log, processes):
    seen = {}

    def note(result):
        seen[result] += 1
        log(result)

    pool = Pool(processes)
    for item in items:
        pool.apply_async(task, (item,), callback=note)
    pool.close()
    pool.join()
