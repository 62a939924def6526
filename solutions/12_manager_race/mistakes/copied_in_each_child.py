"""Each child added to a copy of the dict and never put the result back.

`dict(shared)` asks the manager for everything that is in the dict and makes an ordinary dict of it, in the
child's own memory. The 1 was added there. When the child ended its memory went with it, and the manager
never heard of the new value.

Which of your lines sends something to the manager?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together
# has: def $_($D, ...):
#          $C = dict($D)
#          $C[$_] += $_
# or: def $_($D, ...):
#         $C = $D.copy()
#         $C[$_] += $_
# or: def $_($D, ...):
#         $C = dict($D)
#         $C[$_] = $_
# ok: shared[key] += 1

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        counts = dict(shared)
        counts[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
