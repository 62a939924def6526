# exercise: 02_process_subclass
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: start is overridden, so no child comes into being.
# mistake: overrides start instead of run
# named: start_overridden
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__()
        self.task = task
        self.name = name

    def start(self):
        self.task(self.name)
