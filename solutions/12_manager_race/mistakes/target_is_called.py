"""The function was called where it should only have been named.

`target=add(shared, key, lock)` calls `add` at once, in the parent, and hands its *return value* to
`Process`. So the parent added all the 1s itself, and each process that was started afterwards had nothing
left to do. What `Process` wants is the function itself; its arguments have a parameter of their own.

Read the line from the inside out: what does Python evaluate first, and in which process?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: Process(target=$F(...), ...)
# has not: Process(target=functools.partial(...), ...)
# ok: Process(target=task, args=(name,)).start()
# ok: task(name)

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
