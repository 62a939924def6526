"""The children were never told what to do.

`Process()` makes a process with no work in it. Each was started, did nothing, and ended well; your function
`add` was never called, and nothing was added.

Which parameter of `Process` names the function that the child is to run?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: Process(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# ok: Process(target=task)
# ok: Process(task, args=(name,))

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
