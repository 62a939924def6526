"""The parent asks again and again whether a child is still alive.

The total is right, but until the children are done the parent wakes up many times for nothing, and it
notices the end only at its next look. Nobody has to ask: the operating system knows when a process ends,
and can wake whoever waits for that.

Which call on a process sleeps until that very moment?
"""
# fails: test_count_returns_when_all_are_done
# has: while $_:
#          ...
# has: $_.is_alive()
# or: $_.exitcode
# or: active_children()
# ok: p.join()

import multiprocessing
import time
from multiprocessing import Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = multiprocessing.Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children:
        child.start()
    while any(child.is_alive() for child in children):
        time.sleep(0.02)
