# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 1-2 of 4, forkserver 1-2 of 4: the dict is filled in the caller only, so a child that imports the file afresh finds no task.
# mistake: relies on a global of the parent being there in the child
# named: none
from multiprocessing import Process

TASKS = {}


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        TASKS[name] = task

    def run(self):
        TASKS[self.name](self.name)
