"""Reading and writing are two requests, and other children came in between.

A line such as `shared.update({key: shared.get(key) + 1})` is one line, but the manager sees two requests: one that
reads, and some time later one that writes. Each of them is done whole, and between them the other children are served.
All of your children got the same value and put back the same result.

A method of the dict cannot make two requests one. What can?
"""
# fails: test_no_update_is_lost
# has: $D.update({$_: $_})
# or: $D[$K] = $D.get($K, 0) + $_
# or: $D[$K] = $D.get($K) + $_
# or: $V = $D.get($K)
#     $D[$K] = $_
# has not: with $_:
#              ...
# has not: $_.acquire(...)
# ok: with lock:
#         shared.update({key: 1})

from multiprocessing import Process


def add(shared, key):
    shared.update({key: shared.get(key) + 1})


def count(shared, key, n):
    processes = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
