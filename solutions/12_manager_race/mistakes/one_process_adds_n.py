"""A single child added `n` times.

There is one process, and it does all the adding in a loop. It has nobody to race with, so nothing is lost;
but there are not `n` children, each of which adds 1.

What has to be repeated: the adding, or the making of a process?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together
# has: def $F($N, ...):
#          for $_ in range($N):
#              $_[$_] += $_
# or: def $F(...):
#         $_[$_] += $N
# or: def $F($N, ...):
#         for $_ in $_:
#             with $_:
#                 $_[$_] += $_
# has: Process(target=$F, ...)
# has not: for $_ in $_:
#              Process(...)
# where: $N is a name
# ok: def add(shared, key):
#         shared[key] += 1

from multiprocessing import Process


def add(shared, key, n):
    for _ in range(n):
        shared[key] += 1


def count(shared, key, n):
    process = Process(target=add, args=(shared, key, n))
    process.start()
    process.join()
