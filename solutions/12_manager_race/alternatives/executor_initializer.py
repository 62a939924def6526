"""An executor whose workers get a bounded semaphore when they begin; the whole dict is copied and put back."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import BoundedSemaphore

gate = None


def prepare(semaphore):
    global gate
    gate = semaphore


def add(shared, key):
    with gate:
        copy = shared.copy()
        copy[key] += 1
        shared.update(copy)


def count(shared, key, n):
    with ProcessPoolExecutor(n, initializer=prepare, initargs=(BoundedSemaphore(1),)) as executor:
        futures = [executor.submit(add, shared, key) for _ in range(n)]
    return [future.result() for future in futures]
