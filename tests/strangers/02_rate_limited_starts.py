# exercise: 02_process_subclass
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: start() sleeps until a quarter of a second has passed since the last worker was started, so it does not return at once.
# mistake: start sleeps
# named: none
import time
from multiprocessing import Process


class Worker(Process):
    GAP = 0.25
    _last = float("-inf")

    def __init__(self, task, name):
        Process.__init__(self, name=name)
        self.task = task

    def start(self):
        super().start()
        missing = Worker._last + self.GAP - time.monotonic()
        time.sleep(max(missing, 0.05))
        Worker._last = time.monotonic()

    def run(self):
        self.task(self.name)
