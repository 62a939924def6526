"""`run()` was called instead of `start()`, so there were no children.

`run()` is the work itself. Calling it is an ordinary call, made in the process that you are in: the parent
added all the 1s itself, one after another. Only `start()` makes a new process, and that process then calls
`run()`.

Print `os.getpid()` where the 1 is added. How many different numbers do you see?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: $P.run()
# has not: $_.start()
# ok: process.start()

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.run()
