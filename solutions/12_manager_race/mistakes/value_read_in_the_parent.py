"""The parent read the value, and every child wrote the same sum.

The arguments of a call are worked out before the call is made. `shared[key] + 1` in the argument list is
computed in the parent, before any child has added anything; each child was handed the same finished number
and wrote it.

Which process has to read the value, and when?
"""
# fails: test_no_update_is_lost
# has: def count($D, ...):
#          Process(args=(..., $D[$_] + $_, ...), ...)
# or: def count($D, ...):
#         $V = $D[$_]
#         Process(args=(..., $V, ...), ...)
# or: def count($D, ...):
#         $V = $D[$_] + $_
#         Process(args=(..., $V, ...), ...)
# or: def count($D, ...):
#         Process(args=(..., $D[$_], ...), ...)
# ok: def add(shared, key):
#         shared[key] += 1

from multiprocessing import Process


def add(shared, key, value):
    shared[key] = value


def count(shared, key, n):
    processes = [Process(target=add, args=(shared, key, shared[key] + 1)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
