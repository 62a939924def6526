"""The pool has fewer workers than there are to be children.

A pool that is given a number of its own, or none, makes always the same number of processes, whatever `n` is. Yours
shared the additions between them, and each added more than once. Nothing is lost, but there are not `n` children,
each of which adds 1.

What does the argument of `Pool` say, and what should it depend on?
"""
# fails: test_no_update_is_lost, test_all_children_are_alive_together
# has: Pool(processes=$N, ...)
# or: Pool()
# where: $N is a number
# ok: Pool(n)

from multiprocessing import Manager, Pool


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    with Manager() as manager:
        lock = manager.Lock()
        with Pool(2) as pool:
            pool.starmap(add, [(shared, key, lock)] * n, chunksize=1)
            pool.close()
            pool.join()
