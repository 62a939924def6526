# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a manager may listen at a port of its own machine.
import multiprocessing
import multiprocessing.managers
import os


class Child(multiprocessing.Process):
    def __init__(self, task, pairs, numbers):
        super().__init__()
        self.task, self.pairs, self.numbers = task, pairs, numbers

    def run(self):
        self.pairs[os.getpid()] = self.task()
        self.numbers.append(os.getpid())


def share_pids(task, n):
    manager = multiprocessing.managers.SyncManager(("localhost", 0))
    manager.start()
    pairs, numbers = manager.dict(), manager.list()
    children = [Child(task, pairs, numbers) for _ in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    found = dict(pairs), list(numbers)
    manager.shutdown()
    return found
