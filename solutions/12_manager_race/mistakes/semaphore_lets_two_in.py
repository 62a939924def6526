"""The semaphore lets several children in at the same time.

A semaphore counts: as many processes as its first value may be inside together. Yours was made with more than 1, so
several children read the same value and wrote the same result, and all but one of these additions were lost.

How many children may be between reading and writing at any time?
"""
# fails: test_no_update_is_lost
# has: $_ = Semaphore($N)
# or: Semaphore(value=$N)
# or: $_ = BoundedSemaphore($N)
# where: $N is no one
# ok: Semaphore(1)

from multiprocessing import Process, Semaphore


def add(shared, key, semaphore):
    with semaphore:
        shared[key] += 1


def count(shared, key, n):
    semaphore = Semaphore(2)
    processes = [Process(target=add, args=(shared, key, semaphore)) for _ in range(n)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
