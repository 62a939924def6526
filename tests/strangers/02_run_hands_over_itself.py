# exercise: 02_process_subclass
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the task is given the worker object.
# mistake: task(self) instead of task(self.name)
# named: none
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        Process.__init__(self, name=name)
        self._task = task

    def run(self):
        self._task(self)
