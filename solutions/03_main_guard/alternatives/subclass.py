"""A Process subclass; whoever imports the file is sent away early."""

from multiprocessing import Process

import work


class Child(Process):
    def run(self):
        work.task(self.name)


def begin():
    child = Child(name="we")
    print("starting one child")
    child.start()
    print("main Process")
    child.join()
    print("the child is done")


if __name__ != "__main__":
    pass
else:
    begin()
