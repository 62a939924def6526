"""An Event keeps nobody out: all who wait for it go on together when it is set.

Between looking at an Event and clearing it another child may look, too, and then both are inside. Waiting for it and
clearing it are two steps, and nothing makes them one. An Event says "it has happened" to everybody; a lock lets in
one at a time.

What would have to happen in one single step, so that only one child can pass?
"""
# fails: test_no_update_is_lost
# has: $E = Event()
# has: $_.wait()
#      $_.clear()
#      $_[$_] += $_
# has not: with $_:
#              ...
# ok: with lock:
#         shared[key] += 1

from multiprocessing import Event, Process


def add(shared, key, free):
    free.wait()
    free.clear()
    shared[key] += 1
    free.set()


def count(shared, key, n):
    free = Event()
    free.set()
    processes = [Process(target=add, args=(shared, key, free)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
