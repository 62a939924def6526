"""A lock cannot be put into a managed dict.

What is put into a managed dict is pickled and sent to the manager's process. A lock of `multiprocessing` cannot travel
that way: it may be given to a process only while that process is being made. Python refused with a RuntimeError, before
any child was started.

In which way do the dict and the key get to a child? Can a lock come the same way?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: $_[$_] = Lock()
# or: $L = Lock()
#     $_[$_] = $L
# or: $_.update({$_: Lock()})
# ok: locks = Lock()
#     Process(target=add, args=(shared, key, locks))

from multiprocessing import Lock, Process


def add(shared, key):
    with shared["lock"]:
        shared[key] += 1


def count(shared, key, n):
    shared["lock"] = Lock()
    processes = [Process(target=add, args=(shared, key)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
