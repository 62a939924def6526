"""Exercise 02: write a Process subclass."""

from multiprocessing import Process


class Worker(Process):
    """A process that calls `task(name)` once, in the child, when it is started."""

    def __init__(self, task, name):
        Process.__init__(self, name=name)
        self.task = task

    def run(self):
        self.task(self.name)


if __name__ == "__main__":
    dara = Worker(print, "dara")
    dara.start()
    dara.join()
    print("exit code", dara.exitcode)
