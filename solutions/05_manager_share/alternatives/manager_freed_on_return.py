"""The manager is never shut down by name: it ends with the function that holds it."""

import multiprocessing as mp
import os


def work(task, results, seen):
    result = task()
    results.update({os.getpid(): result})
    seen.extend([os.getpid()])


def share_pids(task, n):
    manager = mp.Manager()
    results, seen = manager.dict(), manager.list()
    workers = []
    for number in range(n):
        worker = mp.Process(target=work, args=(task, results, seen), name=f"worker {number}")
        workers.append(worker)
        worker.start()
    for worker in workers:
        worker.join()
        print(worker.name, "is done")
    return results.copy(), seen[:]
