"""These are threads of one process, not processes.

A `Thread` has `start` and `join` like a `Process`, but it lives inside the process that started it. The
lock from `threading` kept your threads apart, and nothing was lost; only there was no child process at all.

Print `os.getpid()` where the 1 is added. How many different numbers do you see?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: threading.Thread(...)
# or: class $_(threading.Thread):
#         ...
# or: ThreadPool(...)
# or: concurrent.futures.ThreadPoolExecutor(...)
# has not: Process(...)
# ok: Process(target=add)

from threading import Lock, Thread


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    threads = [Thread(target=add, args=(shared, key, lock)) for _ in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
