"""Each child counted in its own copy of a global variable.

A global variable belongs to one process. Each child has its own `total`, made when the child began, and
added 1 to that one. The parent's `total` was never changed by anybody: it was still 0 when the parent added
it to the dict.

Which object in your program is really shared, and who should write to it?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: def $_(...):
#          global $G
#          $G += $_
# ok: def add(shared, key):
#         shared[key] += 1

from multiprocessing import Process

total = 0


def add():
    global total
    total += 1
    print("total is", total)


def count(shared, key, n):
    processes = [Process(target=add) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    shared[key] += total
