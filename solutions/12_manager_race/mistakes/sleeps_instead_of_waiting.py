"""The parent sleeps and hopes that the children are done by then.

`time.sleep` waits for the clock, and not for the children. Here they needed longer, and `count` returned
before all of them had added. If they need less, the time is wasted. No number of seconds is the right one.

Which call on a process returns exactly when that process has ended?
"""
# fails: test_no_update_is_lost, test_count_returns_when_all_are_done
# fails under spawn, forkserver: test_all_children_are_alive_together
# has: $_.start()
#      sleep(...)
# has not: $_.join(...)
# has not: while $_:
#              ...
# ok: p.start()
#     p.join()

import time
from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    for _ in range(n):
        process = Process(target=add, args=(shared, key, lock))
        process.start()
    time.sleep(5)
