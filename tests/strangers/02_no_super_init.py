# exercise: 02_process_subclass
# right: fork 0-1 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: the base class is never set up, so start raises an AttributeError.
# mistake: super().__init__ is missing
# named: no_super_init
from multiprocessing import Process


class Worker(Process):

    def __init__(self, task, name):
        self.task = task
        self.name = name

    def run(self):
        self.task(self.name)
