# exercise: 02_process_subclass
# right: fork 0-2 of 4, spawn 0-2 of 4, forkserver 0-2 of 4: run is called without arguments, so the child fails before it calls the task.
# mistake: extra parameter of run
# named: none
from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self, name):
        self.task(name)
