"""A Process subclass, a SyncManager started and shut down by hand, and a lock that is held only while storing."""

import os
from multiprocessing import Process
from multiprocessing.managers import SyncManager


class Child(Process):
    def __init__(self, task, shared, pids, lock):
        super().__init__()
        self.task = task
        self.shared = shared
        self.pids = pids
        self.lock = lock

    def run(self):
        answer = self.task()
        with self.lock:
            self.shared[self.pid] = answer
            self.pids.append(os.getpid())


def share_pids(task, n):
    manager = SyncManager()
    manager.start()
    try:
        shared, pids, lock = manager.dict(), manager.list(), manager.Lock()
        children = [Child(task, shared, pids, lock) for _ in range(n)]
        [child.start() for child in children]
        [child.join() for child in children]
        return dict(shared), list(pids)
    finally:
        manager.shutdown()


if __name__ == "__main__":
    print(share_pids(os.getpid, 3))
