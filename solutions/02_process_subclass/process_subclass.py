"""Exercise 02: write a Process subclass."""

from multiprocessing import Process


class Worker(Process):
    """A process that calls `task(name)` once, in the child, when it is started."""

    ### BEGIN SOLUTION
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        self.task(self.name)
    ### END SOLUTION
