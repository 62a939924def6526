"""The lock is let go between the reading and the writing.

Each line is safe by itself: nobody reads or writes while another one does. But between the two lines the lock
is free, and a child that was waiting for it may read the same old value there. Whether one does is a matter of
luck, of who is woken up how fast. An update is reading, adding and writing in one.

Which lines belong together so that nobody may come between them? How often does a child need the lock?
"""
# fails: test_no_update_is_lost
# has: with $L:
#          $V = $_
#      with $L:
#          $D[$_] = $_
# or: $L.acquire()
#     $V = $_
#     $L.release()
#     $L.acquire()
#     $D[$_] = $_
#     $L.release()
# or: with $L:
#         $V = $D[$_]
#     $D[$_] = $_
# ok: with lock:
#         value = shared[key]
#         shared[key] = value + 1

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        value = shared[key]
    value += 1
    with lock:
        shared[key] = value


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
