"""Attack 21: give a name that is equal to everything.

expect: F
says: Anything
exercise: 02
"""

from multiprocessing import Process


class Anything(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Worker(Process):
    def __init__(self, task, name):
        super().__init__()
        self.task, self.own = task, name

    name = property(lambda self: Anything("anything"), lambda self, value: None)

    def run(self):
        self.task(self.own)
