"""A thread asks again and again whether a child is still alive, and the parent waits for the thread.

The total is right, and the parent itself waits as it should, but for somebody who polls: the thread wakes up many times
for nothing, and notices the end of the children only at its next look. So does the parent. Who does the asking makes no
difference.

Which call on a process sleeps until the very moment at which that process ends?
"""
# fails: test_count_returns_when_all_are_done
# has: def $F(...):
#          while $_:
#              ...
# has: threading.Thread(target=$F, ...)
# has: $_.is_alive()
# or: $_.exitcode
# or: active_children()
# ok: thread = threading.Thread(target=child.join)

import multiprocessing
import threading
import time
from multiprocessing import Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def watch(children):
    while any(child.is_alive() for child in children):
        time.sleep(0.02)


def count(shared, key, n):
    lock = multiprocessing.Lock()
    children = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for child in children:
        child.start()
    watcher = threading.Thread(target=watch, args=(children,))
    watcher.start()
    watcher.join()
