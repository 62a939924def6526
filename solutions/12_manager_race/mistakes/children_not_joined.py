"""`count` returned while the children were still at work.

`start()` only asks for a new process and returns at once. Nobody waited for the children, so `count` came
back before they had added anything, and whoever looked at the dict then saw the old value.

Which call on a process returns exactly when that process has ended?
"""
# fails: test_no_update_is_lost, test_count_returns_when_all_are_done
# has: $_.start()
# has not: $_.join(...)
# has not: sleep(...)
# has not: while $_:
#              ...
# has not: wait(...)
# ok: p.start()
#     p.join()

from multiprocessing import Lock, Process

lock = Lock()


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    for _ in range(n):
        process = Process(target=add, args=(shared, key, lock))
        process.start()
