# exercise: 12_manager_race
# right: fork 0 of 3, spawn 0 of 3, forkserver 0 of 3: the dict that was handed in is never written to.
import multiprocessing


def add(numbers, key, lock):
    with lock:
        numbers[key] += 1


def count(shared, key, n):
    with multiprocessing.Manager() as manager:
        numbers, lock = manager.dict({key: 0}), manager.Lock()
        children = [multiprocessing.Process(target=add, args=(numbers, key, lock)) for _ in range(n)]
        for child in children:
            child.start()
        for child in children:
            child.join()
