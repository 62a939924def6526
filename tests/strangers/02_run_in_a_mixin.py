# exercise: 02_process_subclass
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: run comes from a mixin that stands before Process in the bases, which the contract allows.
# mistake: none
from multiprocessing import Process


class CallsTask:
    def run(self):
        self.task(self.name)


class Named:
    def __init__(self, task, name):
        super().__init__()
        self.name = name
        self.task = task


class Worker(CallsTask, Named, Process):
    pass
