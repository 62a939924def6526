"""Attack 22: give values of types of one's own.

expect: F
says: Text
exercise: 02
"""

from multiprocessing import Process


class Text(str):
    pass


class Worker(Process):
    def __init__(self, task, name):
        super().__init__()
        self.task, self.own = task, Text(name)

    name = property(lambda self: Text(getattr(self, "own", "")), lambda self, value: None)

    def run(self):
        self.task(self.name)
