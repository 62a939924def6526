"""The parent holds the lock while it waits for the children, and they wait for the lock.

The parent took the lock, started the children, and joined them, all inside the `with` block. Each child
wants the lock before it adds. So the children wait for the parent, the parent waits for the children, and
nobody can ever go on.

Who needs the lock, and does the parent belong to them?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: with $L:
#          $_.join()
# or: $L.acquire()
#     $_.join()
#     $L.release()
# where: $L is a name
# ok: with lock:
#         shared[key] += 1

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    with lock:
        for process in processes:
            process.start()
        for process in processes:
            process.join()
