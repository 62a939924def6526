"""The file starts processes as soon as it is imported.

Under `spawn` and `forkserver` a child begins by importing your file, to find its function there. Your trial
at the end of the file is then run again, in the child, before the child is ready; it would start a manager
and children of its own, and these too, so Python stops it with a RuntimeError. Under `fork` nothing is
imported again, and so it seems to work.

What can a file say so that a part of it runs only when the file itself is the program?
"""
# fails under spawn, forkserver: test_no_update_is_lost, test_all_children_are_alive_together
# fails under spawn, forkserver: test_count_returns_when_all_are_done
# has: at top level:
#          $_.start()
# or: at top level:
#         Pool(...)
# or: at top level:
#         Manager()
# or: def $F(...):
#         ...
#     $F(...)
# ok: if __name__ == "__main__":
#         launch(print, "we").join()

from multiprocessing import Lock, Manager, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    processes = [Process(target=add, args=(shared, key, lock)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


with Manager() as manager:
    trial = manager.dict(hits=7)
    count(trial, "hits", 4)
    print(trial["hits"])
