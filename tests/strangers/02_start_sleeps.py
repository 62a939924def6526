# exercise: 02_process_subclass
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: start is overridden and sleeps, so it does not return at once.
# mistake: start() sleeps until the child is probably done
# named: none
import time
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def start(self):
        super().start()
        time.sleep(3)

    def run(self):
        self.task(self.name)
