"""The children were given a plain dict, and added in copies of it.

`dict(shared)` is an ordinary dict in the parent's memory. When it is handed to a child, the child gets a
copy of it. Each child added 1 to its own copy, and the copies went when the children ended. The managed
dict was never written to.

What does a child have to hold in its hands so that the manager hears of a change?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: def count($D, ...):
#          $C = dict($D)
#          Process(args=(..., $C, ...), ...)
# or: def count($D, ...):
#         $C = $D.copy()
#         Process(args=(..., $C, ...), ...)
# or: def count($D, ...):
#         Process(args=(..., dict($D), ...), ...)
# or: def count(...):
#         $C = {}
#         Process(args=(..., $C, ...), ...)
# ok: Process(target=add, args=(shared, key))

from multiprocessing import Lock, Process


def add(counts, key, lock):
    with lock:
        counts[key] += 1


def count(shared, key, n):
    lock = Lock()
    counts = dict(shared)
    processes = [Process(target=add, args=(counts, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
