"""A child waits for the other children while it holds the lock that they are waiting for.

One child has the lock and waits until all the others are ready, too. They cannot be: to get there, each of them
needs the lock first. So every process waits for another one, and none will ever go on.

What does each child wait for, and who has it? What should a child be waiting for while it holds a lock?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together, test_count_returns_when_all_are_done
# has: with $_:
#          $_.wait()
# ok: barrier.wait()
#     with lock:
#         shared[key] += 1

from multiprocessing import Barrier, Lock, Process


def add(shared, key, lock, all_here):
    with lock:
        all_here.wait()
        shared[key] += 1


def count(shared, key, n):
    lock, all_here = Lock(), Barrier(n)
    processes = [Process(target=add, args=(shared, key, lock, all_here)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
